'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { ActionRefusal } from '@/lib/web/server-action'

const known = [
  'permission-required',
  'not-found',
  'stale',
  'deleted',
  'conflict',
  'validation',
  'unauthenticated',
  'rate-limited',
  'limit-reached',
  'managed-by-organiser',
  'offline',
] as const

/** The words for an action's refusal. Screens with words of their own go first. */
export function useRefusalText(): (refusal: Pick<ActionRefusal, 'code'>) => string {
  const t = useTranslations('errors')
  return ({ code }) => t(known.find((candidate) => candidate === code) ?? 'other')
}

const noTypes: ReadonlyMap<string, string> = new Map()

/**
 * What is wrong with each field, for a form's `errors`. The same object for the same refusal: a form takes another one
 * for news and shows again what has been corrected since. `types` (keep it, too) helps to say what a valid value is.
 */
export function useFieldErrors(
  refusal: Pick<ActionRefusal, 'fields'> | null,
  types = noTypes,
): Record<string, string> | undefined {
  const t = useTranslations('errors')
  return useMemo(() => {
    const text = (name: string, code: string) => {
      if (code === 'required') return t('fieldRequired')
      if (code === 'too-long') return t('fieldTooLong')
      if (name === 'ownerId') return t('fieldUnknownOwner')
      if (types.get(name) === 'email') return t('fieldInvalidEmail')
      if (types.get(name) === 'day') return t('fieldInvalidDay')
      return t('fieldInvalid')
    }
    const entries = Object.entries(refusal?.fields ?? {}).map(([name, code]) => [name, text(name, code)])
    return entries.length === 0 ? undefined : Object.fromEntries(entries)
  }, [refusal, types, t])
}
