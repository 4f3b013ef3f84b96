import { Temporal } from 'temporal-polyfill'
import { findWindows } from 'windows-iana'
import { ianaZone } from '../core/time-zone'
import { GraphError } from '../graph/graph-error'

/** The IANA name of a zone of either family. @throws GraphError 400 for a zone that Graph does not know */
export function requireZone(zone: string): string {
  const iana = ianaZone(zone)
  if (iana === null)
    throw new GraphError(
      400,
      'TimeZoneNotSupportedException',
      `A valid TimeZone value must be specified. The following TimeZone value is not supported: '${zone}'.`,
    )
  return iana
}

/** The Windows name of a zone; the name as it is where Windows has none. */
export function windowsNameOf(zone: string): string {
  const iana = ianaZone(zone)
  if (iana === null || isUtc(iana)) return iana === null ? zone : 'UTC'
  return findWindows(iana as Parameters<typeof findWindows>[0])[0] ?? zone
}

/** The instant of a wall-clock time, `YYYY-MM-DDTHH:mm:ss[.fff]`; one that a change of clocks skips counts as later. */
export function instantOf(wall: string, iana: string): number {
  if (isUtc(iana)) return Date.parse(`${wall}Z`)
  return Temporal.PlainDateTime.from(wall).toZonedDateTime(iana).epochMilliseconds
}

/** The wall-clock time of an instant, `YYYY-MM-DDTHH:mm:ss.fff`. */
export function wallOf(ms: number, iana: string): string {
  if (isUtc(iana)) return new Date(ms).toISOString().slice(0, -1)
  const zoned = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(iana)
  return zoned.toPlainDateTime().toString({ fractionalSecondDigits: 3 })
}

const isUtc = (iana: string) => iana === 'UTC' || iana === 'Etc/UTC'
