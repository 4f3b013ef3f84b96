'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useSyncExternalStore } from 'react'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { timeZoneOptions } from './time-zones'

type TimeZoneFieldProps = {
  value: string
  /** The day for which the distances from UTC are shown, as YYYY-MM-DD. */
  day: string
  onChange: (value: string) => void
}

const never = () => () => {}

/** Any time zone, found by its city. The list is the browser's own, so the server shows the current one alone. */
export function TimeZoneField({ value, day, onChange }: TimeZoneFieldProps) {
  const t = useTranslations('meetingForm')
  const locale = useLocale()
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  const options = useMemo((): ComboboxOption[] => {
    const at = new Date(`${day}T12:00:00Z`)
    if (!inBrowser || Number.isNaN(at.getTime())) return [{ value, label: value.replaceAll('_', ' ') }]
    return timeZoneOptions(locale, at, value)
  }, [inBrowser, locale, day, value])
  const hint = options.find((option) => option.value === value)
  return (
    <Field name="timeZone" label={t('timeZone')} hint={hint?.hint ?? ' '}>
      <Combobox
        options={options}
        value={value}
        onValueChange={(next) => {
          if (next !== null) onChange(next)
        }}
      />
    </Field>
  )
}
