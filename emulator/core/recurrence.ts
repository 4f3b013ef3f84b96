import { z } from 'zod'

export const weekdays = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const
export type Weekday = (typeof weekdays)[number]

const weekday = z.enum(weekdays)
const day = z.iso.date()
/** What Graph writes where nothing was said. */
const noDay = '0001-01-01'

const pattern = z.strictObject({
  type: z.enum(['daily', 'weekly', 'absoluteMonthly', 'relativeMonthly', 'absoluteYearly', 'relativeYearly']),
  interval: z.int().min(1).max(999),
  month: z.int().min(0).max(12).default(0),
  dayOfMonth: z.int().min(0).max(31).default(0),
  daysOfWeek: z.array(weekday).optional(),
  firstDayOfWeek: weekday.default('sunday'),
  index: z.enum(['first', 'second', 'third', 'fourth', 'last']).default('first'),
})

const range = z.strictObject({
  type: z.enum(['endDate', 'noEnd', 'numbered']),
  startDate: day,
  endDate: day.default(noDay),
  recurrenceTimeZone: z.string().nullish(),
  numberOfOccurrences: z.int().min(0).default(0),
})

/** The members that each kind of pattern cannot do without. */
const complete = (given: z.output<typeof pattern>): boolean => {
  const onDays = (given.daysOfWeek?.length ?? 0) > 0
  switch (given.type) {
    case 'daily':
      return true
    case 'weekly':
    case 'relativeMonthly':
      return onDays
    case 'absoluteMonthly':
      return given.dayOfMonth > 0
    case 'absoluteYearly':
      return given.dayOfMonth > 0 && given.month > 0
    case 'relativeYearly':
      return onDays && given.month > 0
    default:
      return given.type satisfies never
  }
}

/**
 * A patternedRecurrence as it is sent; on return the members that nobody sent carry defaults.
 * learn.microsoft.com/graph/api/resources/recurrencepattern, …/recurrencerange
 */
export const patternedRecurrence = z.strictObject({
  pattern: pattern.refine(complete, 'The pattern lacks a member that its type needs.'),
  range: range
    .refine(({ type, numberOfOccurrences }) => type !== 'numbered' || numberOfOccurrences > 0)
    .refine(({ type, startDate, endDate }) => type !== 'endDate' || endDate >= startDate),
})

export type Recurrence = z.output<typeof patternedRecurrence>
