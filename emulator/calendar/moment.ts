import { GraphError } from '../graph/graph-error'
import { instantOf, requireZone, wallOf } from './zoned-time'

/** A start or an end as it was said: wall-clock time and zone, with the instant that follows from them. */
export type Moment = {
  /** `YYYY-MM-DDTHH:mm:ss.fff` */
  wall: string
  /** The zone's name as it was sent. */
  zone: string
  ms: number
}

const form = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?)?$/

/**
 * Reads a dateTimeTimeZone: learn.microsoft.com/graph/api/resources/datetimetimezone
 * @throws GraphError 400 for a time or a zone that cannot be read
 */
export function parseMoment(value: unknown, name: string): Moment {
  if (typeof value !== 'object' || value === null) throw unreadable(name)
  const { dateTime, timeZone, ...rest } = value as Record<string, unknown>
  if (Object.keys(rest).some((key) => !key.includes('@odata.'))) throw unreadable(name)
  if (typeof dateTime !== 'string') throw unreadable(name)
  if (timeZone !== undefined && timeZone !== null && typeof timeZone !== 'string') throw unreadable(name)
  const zone = timeZone ?? 'UTC'
  const iana = requireZone(zone)
  const parts = form.exec(dateTime)
  if (!parts) throw unreadable(name)
  const [, day, minute = '00:00', second = '00', fraction = '', offset] = parts
  const wall = `${day}T${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}`
  if (Number.isNaN(Date.parse(`${wall}Z`)) || !new Date(`${wall}Z`).toISOString().startsWith(day ?? ''))
    throw unreadable(name)
  if (offset === undefined) return momentAt(wall, zone)
  // Not the documented form, but an offset leaves no doubt about the instant.
  return momentOf(Date.parse(`${wall}${offset}`), zone, iana)
}

/** The moment of a wall-clock time in a zone, `YYYY-MM-DDTHH:mm:ss.fff`. */
export const momentAt = (wall: string, zone: string): Moment => ({
  wall,
  zone,
  ms: instantOf(wall, requireZone(zone)),
})

/** The moment of an instant, said in a zone. */
export const momentOf = (ms: number, zone: string, iana = requireZone(zone)): Moment => ({
  wall: wallOf(ms, iana),
  zone,
  ms,
})

export const dayOf = ({ wall }: Pick<Moment, 'wall'>) => wall.slice(0, 10)
export const isMidnight = ({ wall }: Pick<Moment, 'wall'>) => wall.endsWith('T00:00:00.000')

/** The zone that times are shown in. */
export type ShownZone = { name: string; iana: string }

/** As Graph shows it: seven decimals. An all-day event begins at midnight in whatever zone one asks. */
export function momentToGraph(moment: Moment, isAllDay: boolean, zone: ShownZone) {
  const wall = isAllDay ? `${dayOf(moment)}T00:00:00.000` : wallOf(moment.ms, zone.iana)
  return { dateTime: `${wall}0000`, timeZone: zone.name }
}

const unreadable = (name: string) =>
  new GraphError(
    400,
    'RequestBodyRead',
    `Cannot read '${name}' as a 'microsoft.graph.dateTimeTimeZone': a dateTime like 2026-12-03T14:00:00 and a timeZone are expected.`,
  )
