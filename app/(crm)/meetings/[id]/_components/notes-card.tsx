'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { callAction } from '@/components/call-action'
import { useRefusalText } from '@/components/refusal-text'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Textarea } from '@/components/ui/textarea'
import { notify } from '@/components/ui/toast'
import { saveNotes } from '../../_actions/meeting-actions'

type NotesCardProps = { id: string; notes: string; mayEdit: boolean }

/** What only the CRM knows of a meeting; written on the spot, also where the organiser decides the rest. */
export function NotesCard({ id, notes, mayEdit }: NotesCardProps) {
  const t = useTranslations('meeting')
  const refusalText = useRefusalText()
  const [text, setText] = useState(notes)
  const [pending, setPending] = useState(false)
  const save = async () => {
    setPending(true)
    const result = await callAction(saveNotes({ id, notes: text }))
    setPending(false)
    notify(result.ok ? { title: t('notesSaved') } : { title: refusalText(result), tone: 'danger' })
  }
  return (
    <Card title={t('notes')}>
      {mayEdit ? (
        <div className="flex flex-col items-end gap-2">
          <Textarea
            aria-label={t('notes')}
            placeholder={t('notesEmpty')}
            rows={3}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button size="small" pending={pending} disabled={text === notes} onClick={() => void save()}>
            {t('saveNotes')}
          </Button>
        </div>
      ) : (
        <p className="text-base wrap-anywhere whitespace-pre-line">{notes}</p>
      )}
    </Card>
  )
}
