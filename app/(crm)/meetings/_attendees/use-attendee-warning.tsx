'use client'

import { useTranslations } from 'next-intl'
import { type ReactElement, useRef, useState } from 'react'
import { callAction } from '@/components/call-action'
import { useRefusalText } from '@/components/refusal-text'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { notify } from '@/components/ui/toast'
import { countAttendees } from '../_actions/meeting-actions'

export type MailingAct = 'move' | 'delete'

type Question = { act: MailingAct; count: number }

type AttendeeWarning = {
  /** Whether to go on: true at once where Microsoft 365 will mail nobody, else what the person answers (A8). */
  ask(act: MailingAct, meetingId: string): Promise<boolean>
  /** Has to be on the page for the question to appear. */
  dialog: ReactElement
}

/** Before an act that makes Microsoft 365 mail the people of a meeting, says how many and asks. */
export function useAttendeeWarning(): AttendeeWarning {
  const t = useTranslations('meetingForm')
  const refusalText = useRefusalText()
  const [question, setQuestion] = useState<Question>({ act: 'move', count: 0 })
  const [open, setOpen] = useState(false)
  const answer = useRef<(goOn: boolean) => void>(() => {})
  const close = (goOn: boolean) => {
    setOpen(false)
    answer.current(goOn)
  }
  return {
    async ask(act, meetingId) {
      const found = await callAction(countAttendees({ id: meetingId }))
      if (!found.ok) {
        notify({ title: refusalText(found), tone: 'danger' })
        return false
      }
      if (found.data.count === 0) return true
      setQuestion({ act, count: found.data.count })
      setOpen(true)
      return new Promise((resolve) => {
        answer.current = resolve
      })
    },
    dialog: (
      <AlertDialog
        open={open}
        onOpenChange={(next) => {
          if (!next) close(false)
        }}
        title={t('attendeesTitle', { count: question.count })}
        description={t(question.act === 'move' ? 'attendeesMove' : 'attendeesDelete', {
          count: question.count,
        })}
        confirmLabel={t(question.act === 'move' ? 'attendeesSave' : 'attendeesRemove')}
        tone={question.act === 'move' ? 'neutral' : 'danger'}
        onConfirm={async () => {
          close(true)
          return true
        }}
      />
    ),
  }
}
