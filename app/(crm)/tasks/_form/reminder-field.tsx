'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ReminderTime } from './reminder-time'

type ReminderFieldProps = { value: ReminderTime; onChange: (value: ReminderTime) => void }

/** When the owner is reminded; without a day she is not. */
export function ReminderField({ value, onChange }: ReminderFieldProps) {
  const t = useTranslations('taskForm')
  return (
    <div className="flex min-w-0 items-start gap-2">
      <Field name="reminderAt" label={t('reminder')} className="min-w-0 flex-1">
        <Input
          type="date"
          max="9999-12-31"
          value={value.day}
          onChange={(event) => onChange({ ...value, day: event.currentTarget.value })}
        />
      </Field>
      <Field
        name="reminderTime"
        // The line of the label stays, so that date and time stand side by side.
        label={
          <>
            <span className="sr-only">{t('reminderTime')}</span>
            <span aria-hidden>&nbsp;</span>
          </>
        }
        className="w-28 shrink-0"
      >
        <Input
          type="time"
          value={value.time}
          onChange={(event) => onChange({ ...value, time: event.currentTarget.value })}
        />
      </Field>
    </div>
  )
}
