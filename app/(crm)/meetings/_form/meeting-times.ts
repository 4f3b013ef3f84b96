import { Temporal } from 'temporal-polyfill'

/** Dates and times as a form shows them: on the clocks of `timeZone`. */
export type MeetingTimes = {
  allDay: boolean
  /** YYYY-MM-DD */
  startDay: string
  /** HH:MM; kept, but without meaning, while `allDay`. */
  startTime: string
  /** YYYY-MM-DD; of an all-day meeting its last day. */
  endDay: string
  endTime: string
  timeZone: string
}

/** As the record holds them: days for an all-day meeting, `end` being the day after the last; else instants. */
export type StoredTimes = { allDay: boolean; start: string; end: string; timeZone: string }

export type TimeProblem = 'start-missing' | 'end-missing' | 'end-before-start'

const firstHour = '09:00'
const lastHour = '10:00'

export function timesOfMeeting({ allDay, start, end, timeZone }: StoredTimes): MeetingTimes {
  if (allDay) {
    const hours = { startTime: firstHour, endTime: lastHour }
    return { allDay, startDay: start, endDay: dayBefore(end), ...hours, timeZone }
  }
  const [from, to] = [wallClock(start, timeZone), wallClock(end, timeZone)]
  return { allDay, startDay: from.day, startTime: from.time, endDay: to.day, endTime: to.time, timeZone }
}

/** The next full half hour and one hour of it, for a meeting that nobody has said anything about yet. */
export function nextTimes(now: Date, timeZone: string): MeetingTimes {
  const at = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone)
  const start = at.round({ smallestUnit: 'minute', roundingIncrement: 30, roundingMode: 'ceil' })
  return timesOfMeeting({
    allDay: false,
    start: start.toInstant().toString(),
    end: start.add({ hours: 1 }).toInstant().toString(),
    timeZone,
  })
}

/** What is wrong with what was typed; null when nothing is. */
export function timeProblem(times: MeetingTimes): TimeProblem | null {
  if (!isDay(times.startDay) || !(times.allDay || isTime(times.startTime))) return 'start-missing'
  if (!isDay(times.endDay) || !(times.allDay || isTime(times.endTime))) return 'end-missing'
  const [from, to] = times.allDay ? [times.startDay, times.endDay] : instants(times)
  return to < from ? 'end-before-start' : null
}

/**
 * What is written: days for an all-day meeting, `end` exclusive; else instants. A time that the clocks leave out in
 * spring becomes the one an hour later, one that they show twice in autumn is the first, unless `was` is the second:
 * whoever changes only the end of a meeting has not moved its start.
 * @throws RangeError for what `timeProblem` finds fault with
 */
export function writtenTimes(times: MeetingTimes, was?: StoredTimes): StoredTimes {
  const { allDay, timeZone } = times
  if (allDay) return { allDay, start: times.startDay, end: dayAfter(times.endDay), timeZone }
  const [start, end] = instants(times)
  const kept = (written: string, before: string, day: string, time: string) => {
    const shown = wallClock(before, timeZone)
    return shown.day === day && shown.time === time ? before : written
  }
  if (!was || was.allDay || was.timeZone !== timeZone) return { allDay, start, end, timeZone }
  return {
    allDay,
    start: kept(start, was.start, times.startDay, times.startTime),
    end: kept(end, was.end, times.endDay, times.endTime),
    timeZone,
  }
}

/** The times after the start was moved: the meeting keeps its length, as it would on a calendar. */
export function moveStart(times: MeetingTimes, startDay: string, startTime: string): MeetingTimes {
  const moved = { ...times, startDay, startTime }
  if (timeProblem(times) !== null || !isDay(startDay) || !isTime(startTime)) return moved
  const from = Temporal.PlainDateTime.from(`${times.startDay}T${times.startTime}`)
  const length = from.until(`${times.endDay}T${times.endTime}`)
  const end = Temporal.PlainDateTime.from(`${startDay}T${startTime}`).add(length)
  return {
    ...moved,
    endDay: end.toPlainDate().toString(),
    endTime: end.toPlainTime().toString({ smallestUnit: 'minute' }),
  }
}

/** Whether a date field holds a day, and not what is half typed. */
export const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text)
const isTime = (text: string) => /^\d{2}:\d{2}/.test(text)

const dayAfter = (day: string) => Temporal.PlainDate.from(day).add({ days: 1 }).toString()
const dayBefore = (day: string) => Temporal.PlainDate.from(day).subtract({ days: 1 }).toString()

function wallClock(instant: string, timeZone: string): { day: string; time: string } {
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone)
  return {
    day: zoned.toPlainDate().toString(),
    time: zoned.toPlainTime().toString({ smallestUnit: 'minute' }),
  }
}

function instants({ startDay, startTime, endDay, endTime, timeZone }: MeetingTimes): [string, string] {
  const instant = (day: string, time: string) =>
    new Date(
      Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(timeZone).epochMilliseconds,
    ).toISOString()
  return [instant(startDay, startTime), instant(endDay, endTime)]
}
