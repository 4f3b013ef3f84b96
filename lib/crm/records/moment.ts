import { z } from 'zod'
import { isDay } from './field'

const instantForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/i

/** An instant in one form, UTC with milliseconds; null for anything without an offset or outside the years 1000–9999. */
export function instantOf(text: string): string | null {
  if (!instantForm.test(text)) return null
  const at = new Date(text)
  // JavaScript takes 30 February for 2 March: the day must come back as it was written.
  const named = `${text.slice(0, 10)}T00:00:00.000Z`
  const day = new Date(named)
  if (Number.isNaN(at.getTime()) || Number.isNaN(day.getTime()) || day.toISOString() !== named) return null
  const instant = at.toISOString()
  return /^[1-9]\d{3}-/.test(instant) ? instant : null
}

const invalid = (message: string) => ({ params: { code: 'invalid' }, message })

/** A day as it is, an instant with its offset in UTC. */
export const moment = z
  .string()
  .transform((text) => (isDay(text.trim()) ? text.trim() : (instantOf(text.trim()) ?? '')))
  .refine((text) => text !== '', invalid('Neither a day as YYYY-MM-DD nor an instant with its offset.'))
  .meta({ description: 'instant with offset (RFC 3339); a day when allDay' })

export const optionalInstant = z
  .string()
  .nullable()
  .transform((text) => (text === null || text.trim() === '' ? null : (instantOf(text.trim()) ?? '')))
  .refine((text) => text !== '', invalid('Not an instant with its offset.'))
  .meta({ format: 'date-time' })

export const isDayText = (text: string): boolean => text.length === 10
