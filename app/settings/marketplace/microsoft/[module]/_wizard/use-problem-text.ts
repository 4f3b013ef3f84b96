'use client'

import { useTranslations } from 'next-intl'
import type { RowProblem } from './row-problems'

const codes = ['incomplete', 'unknown-field', 'mapping-duplicate'] as const
const types = [
  'text',
  'longText',
  'email',
  'phone',
  'day',
  'choice',
  'boolean',
  'moment',
  'timeZone',
] as const

/** Why a row cannot work, in words. */
export function useProblemText(): (problem: RowProblem) => string {
  const t = useTranslations('mapping')
  const typeName = (type: string | undefined) => {
    const known = types.find((name) => name === type)
    return known ? t(`types.${known}`) : '–'
  }
  return ({ code, crmType, microsoftType }) => {
    if (code === 'type-mismatch') {
      return t('problems.type-mismatch', { crm: typeName(crmType), microsoft: typeName(microsoftType) })
    }
    return t(`problems.${codes.find((known) => known === code) ?? 'other'}`)
  }
}
