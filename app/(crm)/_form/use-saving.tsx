'use client'

import { useRouter } from 'next/navigation'
import { useActionState, useRef } from 'react'
import { type RecordKind, recordPath } from '@/components/crm/record-kind'
import { useRefusalText } from '@/components/refusal-text'
import { notify } from '@/components/ui/toast'
import type { ActionRefusal, ActionResult } from '@/lib/web/server-action'
import { StaleCallout } from './stale-callout'

type Saving = {
  /** The `updatedAt` of what the form shows; null for a new record. */
  version: string | null
  /** Sends what is written; null when the person has thought better of it. `version` is null where a later edit is to be overwritten. */
  send(
    version: string | null,
    given: FormData,
  ): Promise<ActionResult<{ id: string; visible: boolean }> | null>
  kind: RecordKind
  toast: string
}

/** How a record is saved: what was refused is said over the form, and whoever was slower may still overwrite. */
export function useSaving({ version, send, kind, toast }: Saving) {
  const router = useRouter()
  const refusalText = useRefusalText()
  const form = useRef<HTMLFormElement>(null)
  const overwrite = useRef(false)
  const [refusal, submit, pending] = useActionState<ActionRefusal | null, FormData>(async (_, given) => {
    const expected = overwrite.current ? null : version
    overwrite.current = false
    const result = await send(expected, given)
    if (result === null || !result.ok) return result
    notify({ title: toast })
    router.push(result.data.visible ? recordPath(kind, result.data.id) : recordPath(kind))
    return null
  }, null)
  const callout = refusal && !pending && (
    <StaleCallout
      stale={refusal.code === 'stale'}
      title={refusalText(refusal)}
      onOverwrite={() => {
        overwrite.current = true
        form.current?.requestSubmit()
      }}
    />
  )
  return { form, submit, pending, refusal, callout }
}
