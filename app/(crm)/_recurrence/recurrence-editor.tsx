'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { EndFields } from './end-fields'
import {
  type RecurrenceForm,
  type RecurrenceStart,
  type Repetition,
  repetitionsFrom,
} from './recurrence-form'
import { recurrenceWords } from './recurrence-words'
import { WeekdayButtons } from './weekday-buttons'

type RecurrenceEditorProps = {
  value: RecurrenceForm
  onChange: (value: RecurrenceForm) => void
  /** The first occurrence, as the form has it now. */
  start: RecurrenceStart
}

const units = {
  daily: 'daily',
  weekly: 'weekly',
  monthlyByDate: 'monthly',
  monthlyByWeekday: 'monthly',
  monthlyByLastWeekday: 'monthly',
  yearly: 'yearly',
} as const

/** The usual ways to repeat. A rule that it cannot show is named and kept until another answer is chosen. */
export function RecurrenceEditor({ value, onChange, start }: RecurrenceEditorProps) {
  const t = useTranslations('recurrence')
  const words = recurrenceWords(t, useFormatter())
  const choices: (Repetition | 'custom')[] = [
    ...repetitionsFrom(start.day),
    ...(value.repeat === 'custom' ? (['custom'] as const) : []),
  ]
  const choose = (repeat: Repetition | 'custom') => {
    if (repeat === 'custom') return
    const before = value.repeat === 'custom' ? null : value
    onChange({
      repeat,
      interval: before?.interval ?? 1,
      on: repeat === 'weekly' ? (before?.on ?? []) : [],
      end: before?.end ?? { kind: 'never' },
    })
  }
  return (
    <div className="grid gap-x-5 gap-y-3.5 sm:grid-cols-2">
      <Field
        name="recurrence"
        label={t('label')}
        {...(value.repeat === 'custom' && { hint: t('customHint', { rule: value.rule }) })}
        className="sm:col-span-2"
      >
        <Select
          options={choices.map((repeat) => ({ value: repeat, label: words.choice(repeat, start.day) }))}
          value={value.repeat}
          onValueChange={choose}
        />
      </Field>
      {value.repeat === 'weekly' && (
        <WeekdayButtons
          label={t('on')}
          value={value.on}
          firstDay={start.day}
          nameOf={words.weekday}
          onChange={(on) => onChange({ ...value, on })}
        />
      )}
      {value.repeat in units && value.repeat !== 'custom' && (
        <IntervalField
          unit={t(`units.${units[value.repeat as keyof typeof units]}`, { count: value.interval })}
          value={value.interval}
          onChange={(interval) => onChange({ ...value, interval })}
          {...(value.repeat === 'monthlyByDate' &&
            Number(start.day.slice(8)) > 28 && {
              hint: t('shortMonths', { day: String(Number(start.day.slice(8))) }),
            })}
        />
      )}
      {value.repeat !== 'never' && value.repeat !== 'custom' && (
        <EndFields value={value.end} firstDay={start.day} onChange={(end) => onChange({ ...value, end })} />
      )}
    </div>
  )
}

type IntervalFieldProps = { unit: string; value: number; hint?: string; onChange: (value: number) => void }

function IntervalField({ unit, value, hint, onChange }: IntervalFieldProps) {
  const t = useTranslations('recurrence')
  return (
    <Field label={t('interval')} {...(hint && { hint })}>
      <div className="flex items-center gap-2">
        <Input
          type="number"
          min={1}
          max={99}
          value={value}
          onChange={(event) => {
            const interval = event.currentTarget.valueAsNumber
            if (interval >= 1 && interval <= 99) onChange(Math.trunc(interval))
          }}
          className="w-20"
        />
        <span aria-hidden className="text-base text-ink-soft">
          {unit}
        </span>
      </div>
    </Field>
  )
}
