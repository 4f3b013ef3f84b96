'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { ReactElement } from 'react'
import { moveMeeting } from '@/app/(crm)/meetings/_actions/meeting-actions'
import { useAttendeeWarning } from '@/app/(crm)/meetings/_attendees/use-attendee-warning'
import type { When } from '@/app/(crm)/meetings/_words/when-words'
import { callAction } from '@/components/call-action'
import { useRefusalText } from '@/components/refusal-text'
import { notify } from '@/components/ui/toast'

type MoveMeeting = {
  /** Answers whether it was moved; if not, it has to go back to where it was. */
  move(id: string, from: When, to: When): Promise<boolean>
  dialog: ReactElement
}

/** Moves a meeting, after asking where people would be mailed (A8), and offers to undo it. */
export function useMoveMeeting(): MoveMeeting {
  const t = useTranslations('calendar')
  const tUi = useTranslations('ui')
  const refusalText = useRefusalText()
  const queries = useQueryClient()
  const warning = useAttendeeWarning()

  const write = async (id: string, to: When): Promise<boolean> => {
    if (!(await warning.ask('move', id))) return false
    const result = await callAction(moveMeeting({ id, ...to }))
    if (!result.ok) notify({ title: refusalText(result), tone: 'danger' })
    await queries.invalidateQueries({ queryKey: ['calendar'] })
    return result.ok
  }
  const undo = async (id: string, from: When) => {
    if (await write(id, from)) notify({ title: t('movedBack') })
  }
  return {
    async move(id, from, to) {
      const done = await write(id, to)
      if (done) {
        notify({ title: t('moved'), action: { label: tUi('undo'), onPress: () => void undo(id, from) } })
      }
      return done
    },
    dialog: warning.dialog,
  }
}
