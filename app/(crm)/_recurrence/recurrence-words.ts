import type { DateTimeFormatOptions, useFormatter, useTranslations } from 'next-intl'
import {
  nthOfMonth,
  type RecurrenceForm,
  type RecurrenceStart,
  type Repetition,
  type Weekday,
  weekdays,
  workdays,
} from './recurrence-form'

type Translate = ReturnType<typeof useTranslations<'recurrence'>>
type Format = Pick<ReturnType<typeof useFormatter>, 'dateTime' | 'list'>

/** What recurrences are called in the reader's language, on a page and in a form alike. */
export function recurrenceWords(t: Translate, format: Format) {
  const atNoon = (day: string) => new Date(`${day}T12:00:00Z`)
  const inUtc = (day: string, options: DateTimeFormatOptions) =>
    format.dateTime(atNoon(day), { ...options, timeZone: 'UTC' })
  const weekdayOfDay = (day: string) => inUtc(day, { weekday: 'long' })
  const dayOfYear = (day: string) => inUtc(day, { day: 'numeric', month: 'long' })
  const dayOfMonth = (day: string) => String(Number(day.slice(8)))
  // 2024 began on a Monday.
  const weekday = (name: Weekday, width: 'short' | 'long') =>
    inUtc(`2024-01-0${weekdays.indexOf(name) + 1}`, { weekday: width })

  /** One of the ways to repeat, for something that first happens on `day`. */
  const choice = (repeat: Repetition | 'custom', day: string): string => {
    switch (repeat) {
      case 'monthlyByDate':
        return t(repeat, { day: dayOfMonth(day) })
      case 'monthlyByWeekday':
        return t(repeat, { nth: String(nthOfMonth(day)), weekday: weekdayOfDay(day) })
      case 'monthlyByLastWeekday':
        return t(repeat, { weekday: weekdayOfDay(day) })
      case 'yearly':
        return t(repeat, { date: dayOfYear(day) })
      default:
        return t(repeat)
    }
  }

  /** The whole recurrence in one sentence; null for something that does not repeat. */
  const sentence = (form: RecurrenceForm, start: RecurrenceStart): string | null => {
    if (form.repeat === 'never') return null
    if (form.repeat === 'custom') return t('spoken.custom', { rule: form.rule })
    const pattern = patternOf(form.repeat, form.interval, form.on, start.day)
    const { end } = form
    if (end.kind === 'never') return pattern
    if (end.kind === 'after') return t('spoken.times', { pattern, count: end.count })
    return t('spoken.until', { pattern, date: inUtc(end.day, { dateStyle: 'long' }) })
  }

  const patternOf = (
    repeat: Exclude<Repetition, 'never'>,
    count: number,
    on: readonly Weekday[],
    day: string,
  ): string => {
    const weekly = (days: readonly Weekday[]) =>
      t('spoken.weekly', { count, days: format.list(days.map((name) => weekday(name, 'long'))) })
    const nth = { nth: String(nthOfMonth(day)), weekday: weekdayOfDay(day) }
    switch (repeat) {
      case 'daily':
        return t('spoken.daily', { count })
      case 'workdays':
        return weekly(workdays)
      case 'weekly':
        return weekly(on)
      case 'monthlyByDate':
        return t('spoken.monthly', { count, on: t('spoken.onDay', { day: dayOfMonth(day) }) })
      case 'monthlyByWeekday':
        return t('spoken.monthly', { count, on: t('spoken.onNth', nth) })
      case 'monthlyByLastWeekday':
        return t('spoken.monthly', { count, on: t('spoken.onLast', { weekday: nth.weekday }) })
      case 'yearly':
        return t('spoken.yearly', { count, date: dayOfYear(day) })
      default:
        return repeat satisfies never
    }
  }

  return { choice, sentence, weekday }
}
