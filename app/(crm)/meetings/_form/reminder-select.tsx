'use client'

import { useTranslations } from 'next-intl'
import { Select } from '@/components/ui/select'
import { reminderWords } from '../_words/reminder-words'

type ReminderSelectProps = { value: number | null; onChange: (value: number | null) => void }

const usual = [0, 5, 10, 15, 30, 60, 120, 1_440, 2_880, 10_080]

/** How long before a meeting its host is reminded. A time that is not among the usual ones stays a choice. */
export function ReminderSelect({ value, onChange }: ReminderSelectProps) {
  const t = useTranslations('meetingForm')
  const words = reminderWords(useTranslations('meetingForm.reminders'))
  const minutes = value === null || usual.includes(value) ? usual : [...usual, value].sort((a, b) => a - b)
  return (
    <Select
      options={[
        { value: 'none', label: t('noReminder') },
        ...minutes.map((one) => ({ value: String(one), label: words(one) })),
      ]}
      value={value === null ? 'none' : String(value)}
      onValueChange={(chosen) => onChange(chosen === 'none' ? null : Number(chosen))}
    />
  )
}
