import { useTranslations } from 'next-intl'
import type { ValueSide } from './value-choices'

type Key = Parameters<ReturnType<typeof useTranslations<'mapping.values'>>>[0]

/** What fields and values of closed sets are called; one without words keeps its technical name. */
export function useValueNames() {
  const t = useTranslations('mapping.values')
  const named = (key: string, otherwise: string) => (t.has(key as Key) ? t(key as Key) : otherwise)
  return {
    field: (field: string) => named(`fields.${field}`, field),
    value: ({ field, side, value }: ValueSide) => named(`${side}.${field}.${value}`, value),
  }
}
