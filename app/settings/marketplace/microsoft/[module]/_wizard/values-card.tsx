'use client'

import { ArrowRight } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Select } from '@/components/ui/select'
import type { ValueMap, ValueMaps } from '@/lib/sync/core/types'
import { sharedValues, type ValueChoices } from './value-choices'
import { useValueNames } from './value-names'

type ValuesCardProps = {
  choice: ValueChoices[number]
  values: ValueMaps | null
  disabled: boolean
  onChange: (direction: keyof ValueMap, value: string, counterpart: string) => void
}

/** One field with a closed set of values: a list for each direction. */
export function ValuesCard({ choice, values, disabled, onChange }: ValuesCardProps) {
  const t = useTranslations('mapping.values')
  const format = useFormatter()
  const names = useValueNames()
  const { field, crm, microsoft } = choice
  const map = values?.[field]
  const nameOf = (side: 'crm' | 'microsoft', value: string) => names.value({ field, side, value })
  const list = (direction: keyof ValueMap) => {
    const [from, to] =
      direction === 'toMicrosoft' ? (['crm', 'microsoft'] as const) : (['microsoft', 'crm'] as const)
    const [own, others] = from === 'crm' ? [crm, microsoft] : [microsoft, crm]
    return (
      <div>
        <h3 className="mb-1 text-sm font-medium text-ink-soft">{t(direction)}</h3>
        <ul className="flex flex-col">
          {own.map((value) => {
            const chosen = map?.[direction][value] ?? null
            return (
              <li
                key={value}
                className="grid grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-center gap-3 border-t border-line py-2 text-sm first:border-t-0"
              >
                <span>{nameOf(from, value)}</span>
                <ArrowRight aria-hidden className="size-4 text-ink-faint" />
                <Select
                  aria-label={t(from === 'crm' ? 'becomesIn' : 'comesBackAs', {
                    field: names.field(field),
                    value: nameOf(from, value),
                  })}
                  value={chosen !== null && others.includes(chosen) ? chosen : null}
                  placeholder={t('choose')}
                  disabled={disabled}
                  options={others.map((other) => ({ value: other, label: nameOf(to, other) }))}
                  onValueChange={(counterpart) => onChange(direction, value, counterpart)}
                />
              </li>
            )
          })}
        </ul>
      </div>
    )
  }
  return (
    <Card title={names.field(field)}>
      <div className="grid gap-x-8 gap-y-5 lg:grid-cols-2">
        {list('toMicrosoft')}
        {list('toCrm')}
      </div>
      {sharedValues(choice, values).map((group) => (
        <p key={group.join()} className="mt-3 text-xs text-ink-faint">
          {t('shared', {
            names: format.list(group.map((value) => t('quoted', { value: nameOf('crm', value) }))),
          })}
        </p>
      ))}
    </Card>
  )
}
