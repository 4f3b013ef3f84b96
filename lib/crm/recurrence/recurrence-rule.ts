import { z } from 'zod'
import { textLimit } from '../records/field'

const weekday = '(MO|TU|WE|TH|FR|SA|SU)'
const list = (item: string) => new RegExp(`^${item}(,${item})*$`)
const upTo = (pattern: string) => list(`[+-]?(${pattern})`)

/** The parts of RFC 5545 3.3.10 that a meeting or task can use: it repeats by days, and starts at its own time of day. */
const parts: Record<string, RegExp> = {
  FREQ: /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d{0,2}$/,
  COUNT: /^[1-9]\d{0,2}$/,
  UNTIL: /^\d{8}(T\d{6}Z)?$/,
  BYDAY: list(`([+-]?([1-9]|[1-4]\\d|5[0-3]))?${weekday}`),
  BYMONTHDAY: upTo('[1-9]|[12]\\d|3[01]'),
  BYYEARDAY: upTo('[1-9]|[1-9]\\d|[12]\\d\\d|3[0-5]\\d|36[0-6]'),
  BYWEEKNO: upTo('[1-9]|[1-4]\\d|5[0-3]'),
  BYMONTH: list('([1-9]|1[0-2])'),
  BYSETPOS: upTo('[1-9]|[1-9]\\d|[12]\\d\\d|3[0-5]\\d|36[0-6]'),
  WKST: new RegExp(`^${weekday}$`),
}

/** Which parts RFC 5545 forbids together with which frequency. */
const forbidden: Record<string, readonly string[]> = {
  DAILY: ['BYYEARDAY', 'BYWEEKNO'],
  WEEKLY: ['BYYEARDAY', 'BYWEEKNO', 'BYMONTHDAY'],
  MONTHLY: ['BYYEARDAY', 'BYWEEKNO'],
  YEARLY: [],
}

/** The parts of a rule by name; null when it is none. */
export function partsOfRule(rule: string): Map<string, string> | null {
  const found = new Map<string, string>()
  for (const part of rule.split(';')) {
    const [name = '', value = '', ...rest] = part.split('=')
    if (rest.length > 0 || found.has(name) || parts[name]?.test(value) !== true) return null
    found.set(name, value)
  }
  return isConsistent(found) ? found : null
}

function isConsistent(rule: ReadonlyMap<string, string>): boolean {
  const frequency = rule.get('FREQ')
  if (frequency === undefined || (rule.has('COUNT') && rule.has('UNTIL'))) return false
  if (forbidden[frequency]?.some((name) => rule.has(name))) return false
  const until = rule.get('UNTIL')
  if (until !== undefined && Number.isNaN(untilOf(until).getTime())) return false
  const counted = /\d/.test(rule.get('BYDAY') ?? '')
  if (counted && (frequency === 'DAILY' || frequency === 'WEEKLY' || rule.has('BYWEEKNO'))) return false
  return !rule.has('BYSETPOS') || [...rule.keys()].some((name) => /^BY(?!SETPOS)/.test(name))
}

/** The last instant at which an occurrence can start; a day means its end. */
export function untilOf(text: string): Date {
  const [, year, month, day, hour = '23', minute = '59', second = '59'] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z)?$/.exec(text) ?? []
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}

/** How often something repeats: an RRULE without the prefix, in capitals; null when it does not. */
export const recurrenceRule = z
  .string()
  .nullable()
  .transform((text) => text?.trim().toUpperCase() || null)
  .refine((rule) => rule === null || rule.length <= textLimit, {
    params: { code: 'too-long' },
    message: `At most ${textLimit} characters.`,
  })
  .refine((rule) => rule === null || rule.length > textLimit || partsOfRule(rule) !== null, {
    params: { code: 'invalid' },
    message: 'Not an RRULE of RFC 5545 that repeats by days, weeks, months or years.',
  })
  .meta({ description: 'RRULE of RFC 5545 without the prefix', maxLength: textLimit })
