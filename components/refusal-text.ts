'use client'

import { useTranslations } from 'next-intl'
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
] as const

/** The words for an action's refusal, and for what is wrong with each field. Screens with words of their own go first. */
export function useRefusalText() {
  const t = useTranslations('errors')
  return {
    refusalText: ({ code }: Pick<ActionRefusal, 'code'>): string =>
      t(known.find((candidate) => candidate === code) ?? 'other'),

    /** `typeOf` helps to say what a valid value would be. */
    fieldTexts: (
      { fields = {} }: Pick<ActionRefusal, 'fields'>,
      typeOf: (field: string) => string | undefined = () => undefined,
    ): Record<string, string> => {
      const text = (name: string, code: string) => {
        if (code === 'required') return t('fieldRequired')
        if (code === 'too-long') return t('fieldTooLong')
        if (name === 'ownerId') return t('fieldUnknownOwner')
        if (typeOf(name) === 'email') return t('fieldInvalidEmail')
        if (typeOf(name) === 'day') return t('fieldInvalidDay')
        return t('fieldInvalid')
      }
      return Object.fromEntries(Object.entries(fields).map(([name, code]) => [name, text(name, code)]))
    },
  }
}
