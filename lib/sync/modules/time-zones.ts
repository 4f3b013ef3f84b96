import { Temporal } from 'temporal-polyfill'
import { findIana, findWindows } from 'windows-iana'

/** What Outlook calls a zone that no list has (observed in `originalStartTimeZone`). */
const nameless = 'tzone://'

const known = new Map<string, boolean>()

function isIana(name: string): boolean {
  const asked = known.get(name)
  if (asked !== undefined) return asked
  let answer = true
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
  } catch {
    answer = false
  }
  known.set(name, answer)
  return answer
}

/** The IANA name of a zone that Graph names, in Windows' way or IANA's; null for one of the user's own making. */
export function ianaZone(name: string | null | undefined): string | null {
  if (name?.toLowerCase() === `${nameless}microsoft/utc`) return 'UTC'
  if (!name || name.startsWith(nameless)) return null
  const windows = findIana(name, '001')[0] ?? findIana(name)[0]
  if (windows === 'Etc/UTC') return 'UTC'
  if (windows) return windows
  return isIana(name) ? name : null
}

/** The Windows name of an IANA zone: the one family of names that Graph takes in full. */
export const windowsZone = (iana: string): string | null => findWindows(iana)[0] ?? null

/** A time of the day in a zone that can mean one instant only. */
function meansOneInstant(plain: Temporal.PlainDateTime, zone: string): boolean {
  const at = (disambiguation: 'earlier' | 'later') =>
    plain.toZonedDateTime(zone, { disambiguation }).epochMilliseconds
  return at('earlier') === at('later')
}

/**
 * The zone to send times in, as Graph calls it: the Windows name where it says the same as the IANA one at each of the
 * times, and each can mean one instant only. Else UTC: the hour that a change of clocks brings twice, and zones whose
 * clocks differ from those that Windows puts with them, would come out an hour off.
 */
export function zoneToSend(zone: string, times: readonly (Temporal.Instant | Temporal.PlainDate)[]): string {
  const windows = windowsZone(zone)
  const clocks = windows && ianaZone(windows)
  if (!windows || !clocks) return 'UTC'
  const sayTheSame = times.every((time) => {
    if (time instanceof Temporal.PlainDate) return meansOneInstant(time.toPlainDateTime(), clocks)
    const plain = time.toZonedDateTimeISO(zone).toPlainDateTime()
    return plain.equals(time.toZonedDateTimeISO(clocks).toPlainDateTime()) && meansOneInstant(plain, clocks)
  })
  return sayTheSame ? windows : 'UTC'
}
