import { Temporal } from 'temporal-polyfill'
import type { CalendarRow } from '../calendar/calendars'
import { listedCalendars } from '../calendar/find-calendar'
import { dayOf } from '../calendar/moment'
import { type Instance, instancesIn } from '../calendar/series'
import type { User } from '../directory/entities'
import type { World } from '../world'
import { zoneOf } from './due-day'

export type ShownTimes = {
  allDay: boolean
  /** First and last day, both included. */
  firstDay: string
  lastDay: string
  /** `HH:mm`; of an all-day event midnight. */
  startTime: string
  endTime: string
}

/** An event as the pages show it. */
export type ShownEvent = ShownTimes & {
  instance: Instance
  calendar: CalendarRow
  /** Place of the calendar among the user's: its colour. */
  tint: number
}

/** An event on its day, beside those that overlap it. Minutes are those of the day. */
export type PlacedEvent = {
  event: ShownEvent
  fromMinute: number
  toMinute: number
  lane: number
  lanes: number
}

/** Every event of all calendars between two days, the first and the last included, earliest first. */
export function eventsBetween(world: World, user: User, first: string, last: string): ShownEvent[] {
  const dayMs = 86_400_000
  // An all-day event lies on its days, whatever its zone: a day more on either side, then its days are compared.
  const window = {
    fromMs: Date.parse(`${first}T00:00:00Z`) - dayMs,
    toMs: Date.parse(`${last}T00:00:00Z`) + 2 * dayMs,
  }
  return listedCalendars(world, user.id)
    .flatMap((calendar, tint) =>
      world.calendars
        .eventsIn(user.id, calendar.number)
        .flatMap((row) => instancesIn(row, window))
        .map((instance) => ({ instance, calendar, tint, ...timesOf(instance, user) })),
    )
    .filter(({ firstDay, lastDay }) => lastDay >= first && firstDay <= last)
    .sort((a, b) => sortKey(a).localeCompare(sortKey(b)))
}

/** When an event is, in days and minutes of the user's own zone; an all-day event lies on its days in any zone. */
export function timesOf({ values: { start, end, isAllDay } }: Instance, user: User): ShownTimes {
  if (isAllDay)
    return {
      allDay: true,
      firstDay: dayOf(start),
      lastDay: Temporal.PlainDate.from(dayOf(end)).subtract({ days: 1 }).toString(),
      startTime: '00:00',
      endTime: '00:00',
    }
  const [from, to] = [localOf(start.ms, user), localOf(end.ms, user)]
  const endsAtMidnight = to.toPlainTime().equals('00:00') && end.ms > start.ms
  return {
    allDay: false,
    firstDay: from.toPlainDate().toString(),
    lastDay: (endsAtMidnight ? to.subtract({ days: 1 }) : to).toPlainDate().toString(),
    startTime: from.toPlainTime().toString({ smallestUnit: 'minute' }),
    endTime: to.toPlainTime().toString({ smallestUnit: 'minute' }),
  }
}

export const isOn = ({ firstDay, lastDay }: ShownEvent, day: string) => firstDay <= day && day <= lastDay

/** Timed events of a day, those that overlap beside each other. */
export function placedOn(day: string, events: readonly ShownEvent[]): PlacedEvent[] {
  const placed: PlacedEvent[] = []
  let cluster: PlacedEvent[] = []
  for (const event of events.filter((one) => !one.allDay && isOn(one, day))) {
    const fromMinute = event.firstDay < day ? 0 : minuteOf(event.startTime)
    const end = event.lastDay > day || event.endTime === '00:00' ? 24 * 60 : minuteOf(event.endTime)
    const toMinute = Math.max(end, fromMinute + 30)
    if (cluster.every((other) => other.toMinute <= fromMinute)) cluster = []
    const taken = new Set(cluster.filter((other) => other.toMinute > fromMinute).map(({ lane }) => lane))
    let lane = 0
    while (taken.has(lane)) lane += 1
    cluster.push({ event, fromMinute, toMinute, lane, lanes: 1 })
    const lanes = Math.max(...cluster.map((one) => one.lane)) + 1
    for (const one of cluster) one.lanes = lanes
    placed.push(...cluster.slice(-1))
  }
  return placed
}

export const mondayOf = (day: string) => {
  const date = Temporal.PlainDate.from(day)
  return date.subtract({ days: date.dayOfWeek - 1 }).toString()
}

export const plusDays = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString()

const localOf = (ms: number, user: User) =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zoneOf(user)).toPlainDateTime()

const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

const sortKey = ({ firstDay, allDay, startTime, instance }: ShownEvent) =>
  `${firstDay} ${allDay ? '' : startTime} ${instance.values.subject ?? ''}`
