'use client'

import { Toggle } from '@base-ui/react/toggle'
import { ToggleGroup } from '@base-ui/react/toggle-group'
import { type Weekday, weekdayOf, weekdays } from './recurrence-form'

type WeekdayButtonsProps = {
  label: string
  value: readonly Weekday[]
  /** The day of the first occurrence, which is always one of the days. */
  firstDay: string
  nameOf: (day: Weekday, width: 'short' | 'long') => string
  onChange: (value: Weekday[]) => void
}

/** Days of the week to choose from, Monday first. */
export function WeekdayButtons({ label, value, firstDay, nameOf, onChange }: WeekdayButtonsProps) {
  const first = weekdayOf(firstDay)
  return (
    <fieldset className="flex min-w-0 flex-col gap-1 sm:col-span-2">
      <legend className="mb-1 text-sm font-medium text-ink-soft">{label}</legend>
      <ToggleGroup
        multiple
        value={[...new Set([...value, first])]}
        onValueChange={(chosen) => onChange(weekdays.filter((day) => day === first || chosen.includes(day)))}
        className="flex flex-wrap gap-1.5"
      >
        {weekdays.map((day) => (
          <Toggle
            key={day}
            value={day}
            aria-label={nameOf(day, 'long')}
            className="h-control min-w-11 rounded-md border border-line-strong bg-surface px-2 text-sm text-ink-soft hover:border-ink-faint data-pressed:border-transparent data-pressed:bg-accent data-pressed:text-accent-ink"
          >
            {nameOf(day, 'short')}
          </Toggle>
        ))}
      </ToggleGroup>
    </fieldset>
  )
}
