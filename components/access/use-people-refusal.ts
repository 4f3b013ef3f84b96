'use client'

import { useTranslations } from 'next-intl'
import { useRefusalText } from '@/components/refusal-text'
import type { ActionRefusal } from '@/lib/web/server-action'

const known = [
  'last-administrator',
  'name-taken',
  'profile-in-use',
  'built-in',
  'not-connected',
  'consent-revoked',
  'already-member',
  'already-invited',
  'login-differs',
  'not-eligible',
  'already-decided',
  'person-left',
  'login-taken',
  'not-pending',
  'already-accepted',
  'microsoft-unavailable',
  'already-on',
  'turned-off',
  'sign-in-required',
  'identity-in-use',
  'identity-differs',
  'not-available',
] as const

/** The words for a refusal on the screens of people. */
export function usePeopleRefusal(): (refusal: Pick<ActionRefusal, 'code' | 'details' | 'fields'>) => string {
  const t = useTranslations('users.refusals')
  const refusalText = useRefusalText()
  return ({ code, details, fields }) => {
    if (fields?.microsoftUserId !== undefined) return t('not-eligible')
    // Any other right than that to manage users is one that would be handed out.
    if (code === 'permission-required' && details?.permission !== 'manage-users')
      return t('rights-beyond-own')
    const own = known.find((candidate) => candidate === code)
    return own === undefined ? refusalText({ code }) : t(own)
  }
}
