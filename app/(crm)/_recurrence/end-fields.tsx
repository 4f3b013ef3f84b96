'use client'

import { useTranslations } from 'next-intl'
import { Temporal } from 'temporal-polyfill'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { RecurrenceEnd } from './recurrence-form'

type EndFieldsProps = { value: RecurrenceEnd; firstDay: string; onChange: (value: RecurrenceEnd) => void }

/** When a recurrence is over. */
export function EndFields({ value, firstDay, onChange }: EndFieldsProps) {
  const t = useTranslations('recurrence')
  const choose = (kind: RecurrenceEnd['kind']) => {
    if (kind === 'never') onChange({ kind })
    if (kind === 'until') onChange({ kind, day: aMonthAfter(firstDay) })
    if (kind === 'after') onChange({ kind, count: 10 })
  }
  return (
    <>
      <Field label={t('ends')} className="sm:col-start-1">
        <Select
          options={[
            { value: 'never', label: t('endsNever') },
            { value: 'until', label: t('endsUntil') },
            { value: 'after', label: t('endsAfter') },
          ]}
          value={value.kind}
          onValueChange={choose}
        />
      </Field>
      {value.kind === 'until' && (
        <Field label={t('until')}>
          <Input
            type="date"
            min={firstDay}
            max="9999-12-31"
            value={value.day}
            onChange={(event) => {
              const day = event.currentTarget.value
              if (day !== '') onChange({ kind: 'until', day })
            }}
          />
        </Field>
      )}
      {value.kind === 'after' && (
        <Field label={t('times')}>
          <Input
            type="number"
            min={1}
            max={999}
            value={value.count}
            onChange={(event) => {
              const count = event.currentTarget.valueAsNumber
              if (count >= 1 && count <= 999) onChange({ kind: 'after', count: Math.trunc(count) })
            }}
          />
        </Field>
      )}
    </>
  )
}

const aMonthAfter = (day: string) => Temporal.PlainDate.from(day).add({ months: 1 }).toString()
