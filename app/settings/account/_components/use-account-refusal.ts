'use client'

import { useTranslations } from 'next-intl'
import { useRefusalText } from '@/components/refusal-text'
import type { ActionRefusal } from '@/lib/web/server-action'

/** The words for a refusal where somebody changes how she signs in. */
export function useAccountRefusal(): (refusal: ActionRefusal) => string {
  const t = useTranslations('account.refusals')
  const refusalText = useRefusalText()
  return ({ code, details }) => {
    if (code === 'wrong-credentials') return t('wrongPassword')
    if (code === 'session-bound') return t('bound')
    if (code === 'rate-limited')
      return t('tooMany', { minutes: Math.ceil((details?.retryAfterSeconds ?? 60) / 60) })
    return refusalText({ code })
  }
}
