import { Temporal } from 'temporal-polyfill'

/** RFC 5545's names of the days of the week, in the order of ISO 8601. */
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export type Weekday = (typeof weekdays)[number]

export const repetitions = [
  'never',
  'daily',
  'workdays',
  'weekly',
  'monthlyByDate',
  'monthlyByWeekday',
  'monthlyByLastWeekday',
  'yearly',
] as const
export type Repetition = (typeof repetitions)[number]

export type RecurrenceEnd =
  | { kind: 'never' }
  /** The last day on which it may happen, as YYYY-MM-DD in the time zone of the meeting. */
  | { kind: 'until'; day: string }
  | { kind: 'after'; count: number }

/**
 * What the editor shows of a rule. Day of the month, which weekday of the month and day of the year are those of the
 * first occurrence, so they are not part of it: moving the first occurrence moves the rule.
 */
export type RecurrenceForm =
  | { repeat: Repetition; interval: number; on: readonly Weekday[]; end: RecurrenceEnd }
  /** A rule that the editor has no words for; it is kept as it is. */
  | { repeat: 'custom'; rule: string }

/** The first occurrence: its day, and the time zone in which days are counted. All-day things are days everywhere. */
export type RecurrenceStart = { day: string; timeZone: string; allDay: boolean }

export const workdays: readonly Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR']

export const noRecurrence: RecurrenceForm = {
  repeat: 'never',
  interval: 1,
  on: [],
  end: { kind: 'never' },
}

export const weekdayOf = (day: string): Weekday =>
  weekdays[Temporal.PlainDate.from(day).dayOfWeek - 1] ?? 'MO'

/** The how manieth of its weekday a day is in its month, from 1. */
export const nthOfMonth = (day: string): number => Math.ceil(Temporal.PlainDate.from(day).day / 7)

/** Whether no other day of the same weekday follows in its month. */
export function isLastOfMonth(day: string): boolean {
  const date = Temporal.PlainDate.from(day)
  return date.day + 7 > date.daysInMonth
}

/** Which ways to repeat make sense for something that first happens on this day. */
export function repetitionsFrom(day: string): Repetition[] {
  return repetitions.filter((repeat) => {
    // Most months have no fifth Tuesday: who means the end of the month says the last one.
    if (repeat === 'monthlyByWeekday') return nthOfMonth(day) < 5
    return repeat !== 'monthlyByLastWeekday' || isLastOfMonth(day)
  })
}

/** The same recurrence after its first occurrence went from one day to another: a weekly one goes along. */
export function moveRecurrence(form: RecurrenceForm, from: string, to: string): RecurrenceForm {
  if (form.repeat === 'custom') return form
  if (form.repeat === 'weekly') {
    const on = new Set(form.on)
    on.delete(weekdayOf(from))
    on.add(weekdayOf(to))
    return { ...form, on: weekdays.filter((day) => on.has(day)) }
  }
  if (repetitionsFrom(to).includes(form.repeat)) return form
  // The first fifth Tuesday is a last one; the first Tuesday is not.
  return { ...form, repeat: isLastOfMonth(to) ? 'monthlyByLastWeekday' : 'monthlyByWeekday' }
}
