'use client'

import { useFormatter, useTranslations } from 'next-intl'
import type { ModuleName } from '@/lib/sync/modules/module'

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const day = /^\d{4}-\d\d-\d\d$/

/** How values are told: times in the reader's zone, choices of either side by their names. */
export function useValueText(module: ModuleName): (field: string, value: unknown) => string {
  const t = useTranslations('syncActivity')
  const tValues = useTranslations('mapping.values')
  const format = useFormatter()
  const choice = (field: string, value: string): string | null => {
    const keys = [`crm.${field}.${value}`, `microsoft.${field}.${value}`] as 'crm.priority.normal'[]
    const known = module === 'tasks' ? keys.find((key) => tValues.has(key)) : undefined
    return known ? tValues(known) : null
  }
  return (field, value) => {
    if (value === null || value === undefined) return t('empty')
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
    const text = String(value)
    if (instant.test(text))
      return format.dateTime(new Date(text), { dateStyle: 'medium', timeStyle: 'short' })
    if (day.test(text)) return format.dateTime(new Date(text), { dateStyle: 'medium', timeZone: 'UTC' })
    return choice(field, text) ?? text
  }
}
