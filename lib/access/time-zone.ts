import { z } from 'zod'

/** An IANA name that this runtime can calculate with. Offsets such as `+02:00` are no zones. */
export const TimeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'has to be an IANA time zone, such as Europe/Paris')

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
