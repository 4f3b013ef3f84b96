import type { useTranslations } from 'next-intl'

type Translate = ReturnType<typeof useTranslations<'meetingForm.reminders'>>

/** How long before a meeting, in the largest unit that says it in whole numbers. */
export const reminderWords = (t: Translate) => (minutes: number) => {
  if (minutes === 0) return t('atStart')
  if (minutes % 10_080 === 0) return t('weeks', { count: minutes / 10_080 })
  if (minutes % 1_440 === 0) return t('days', { count: minutes / 1_440 })
  if (minutes % 60 === 0) return t('hours', { count: minutes / 60 })
  return t('minutes', { count: minutes })
}
