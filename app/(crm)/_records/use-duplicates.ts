'use client'

import { useRef, useState } from 'react'
import { callAction } from '@/components/call-action'
import type { PersonKind } from '@/components/crm/record-kind'
import { lookForDuplicates } from './actions'

export type DuplicateLink = { id: string; name: string }

/** Who else has the addresses of a form, asked when one leaves a field. */
export function useDuplicates(kind: PersonKind, exceptId: string | null) {
  const [duplicates, setDuplicates] = useState<readonly DuplicateLink[]>([])
  const asked = useRef('')

  const look = async (form: HTMLFormElement | null) => {
    if (form === null) return
    const data = new FormData(form)
    const emails = ['email', 'secondaryEmail']
      .map((name) => data.get(name))
      .filter((value): value is string => typeof value === 'string' && value.trim() !== '')
    const question = emails.join('\n')
    if (question === asked.current) return
    asked.current = question
    const result = await callAction(lookForDuplicates({ kind, emails, exceptId }))
    // An answer that comes late must not speak of addresses that are no longer there.
    if (result.ok && asked.current === question) setDuplicates(result.data)
  }
  return { duplicates, look: (form: HTMLFormElement | null) => void look(form) }
}
