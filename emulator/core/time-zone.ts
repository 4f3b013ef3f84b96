import { Temporal } from 'temporal-polyfill'
import { WINDOWS_TO_IANA_MAP } from 'windows-iana'

/** Windows names by their lower-case form, each with the zone that stands for it where no territory is named. */
const windowsZones = new Map(
  WINDOWS_TO_IANA_MAP.filter(({ territory }) => territory === '001').map(({ windowsName, iana }) => [
    windowsName.toLowerCase(),
    iana[0] ?? null,
  ]),
)
const known = new Map<string, string | null>()

/**
 * The IANA name of a zone that is named in either family, as Exchange takes both; null for an unknown one.
 * learn.microsoft.com/graph/api/resources/datetimetimezone
 */
export function ianaZone(name: string): string | null {
  const cached = known.get(name)
  if (cached !== undefined) return cached
  const found = windowsZones.get(name.toLowerCase()) ?? validZone(name)
  known.set(name, found)
  return found
}

/** An offset is a zone for Temporal, but not for Exchange. */
function validZone(name: string): string | null {
  if (/^tzone:\/\/Microsoft\/Utc$/i.test(name)) return 'UTC'
  if (!/^[a-z]/i.test(name)) return null
  try {
    return Temporal.PlainDate.from('2000-01-01').toZonedDateTime(name).timeZoneId
  } catch {
    return null
  }
}
