import 'server-only'
import { getFormatter, getTranslations } from 'next-intl/server'
import type { ModuleName } from '@/lib/sync/modules/module'

/** How the values of a module's fields are told: times in the reader's zone, choices by their names. */
export type ValueText = (field: string, value: unknown) => string

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const day = /^\d{4}-\d\d-\d\d$/

export async function valueText(module: ModuleName): Promise<ValueText> {
  const [t, tValues, format] = await Promise.all([
    getTranslations('syncActivity'),
    getTranslations('mapping.values.crm'),
    getFormatter(),
  ])
  const choice = (field: string, value: string): string | null => {
    const key = `${field}.${value}` as 'priority.normal'
    return module === 'tasks' && tValues.has(key) ? tValues(key) : null
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
