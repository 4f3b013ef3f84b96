'use client'

import { useTranslations } from 'next-intl'
import { useRefusalText } from '@/components/refusal-text'
import type { ActionRefusal } from '@/lib/web/server-action'

const known = [
  'not-connected',
  'not-available',
  'busy',
  'sign-in-required',
  'identity-in-use',
  'consent-revoked',
  'credential-expired',
  'mailbox-unavailable',
  'microsoft-unavailable',
  'module-off',
  'not-held',
  'locked',
  'nothing-to-restore',
  'validation',
] as const

/** The words for what the sync refuses; what every screen refuses has words of its own. */
export function useConnectionRefusal(): (refusal: Pick<ActionRefusal, 'code'>) => string {
  const t = useTranslations('connection.refusals')
  const refusalText = useRefusalText()
  return (refusal) => {
    const code = known.find((candidate) => candidate === refusal.code)
    return code ? t(code) : refusalText(refusal)
  }
}

/** Where Microsoft lets the person in, when that is what it takes. */
export function signInUrlOf({ code, details }: ActionRefusal): string | null {
  const url = details?.data?.signInUrl
  return code === 'sign-in-required' && typeof url === 'string' ? url : null
}
