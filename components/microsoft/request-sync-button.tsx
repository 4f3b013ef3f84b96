'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { callAction } from '@/components/call-action'
import { useRefusalText } from '@/components/refusal-text'
import { Button } from '@/components/ui/button'
import { notify } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/web/server-action'

/** An action of the page that shows the record. */
export type RequestSync = (input: { id: string }) => Promise<ActionResult<null>>

type RequestSyncButtonProps = { recordId: string; requestSync: RequestSync; label: string }

export function RequestSyncButton({ recordId, requestSync, label }: RequestSyncButtonProps) {
  const t = useTranslations('recordSync')
  const refusalText = useRefusalText()
  const [pending, setPending] = useState(false)
  const request = async () => {
    setPending(true)
    const result = await callAction(requestSync({ id: recordId }))
    setPending(false)
    notify(result.ok ? { title: t('requested') } : { title: refusalText(result), tone: 'danger' })
  }
  return (
    <Button size="small" className="w-fit" pending={pending} onClick={() => void request()}>
      {label}
    </Button>
  )
}
