import { Temporal } from 'temporal-polyfill'
import { type MeetingTimes, nextTimes, timeProblem } from './meeting-times'

type SearchParams = Record<string, string | string[] | undefined>

/**
 * The times of a new meeting: what the address says (`start` and `end`, days or times on the clocks of `timeZone`, the
 * end exclusive for days), else the next full half hour.
 */
export function timesFromQuery(params: SearchParams, now: Date, timeZone: string): MeetingTimes {
  const usual = nextTimes(now, timeZone)
  const start = slotOf(params.start)
  if (start === null) return usual
  const end = slotOf(params.end)
  const times = start.time === null ? allDay(usual, start, end) : timed(usual, start, end)
  return timeProblem(times) === null ? times : usual
}

type Slot = { day: string; time: string | null }

function allDay(usual: MeetingTimes, start: Slot, end: Slot | null): MeetingTimes {
  const last = end && Temporal.PlainDate.from(end.day).subtract({ days: 1 }).toString()
  return { ...usual, allDay: true, startDay: start.day, endDay: last ?? start.day }
}

function timed(usual: MeetingTimes, start: Slot, end: Slot | null): MeetingTimes {
  const startTime = start.time ?? usual.startTime
  const later = Temporal.PlainDateTime.from(`${start.day}T${startTime}`).add({ hours: 1 })
  return {
    ...usual,
    startDay: start.day,
    startTime,
    endDay: end?.day ?? later.toPlainDate().toString(),
    endTime: end?.time ?? later.toPlainTime().toString({ smallestUnit: 'minute' }),
  }
}

/** `2026-03-12` or `2026-03-12T14:00`; null for anything else. */
function slotOf(text: unknown): Slot | null {
  const match = typeof text === 'string' ? /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?$/.exec(text) : null
  const [, day, time = null] = match ?? []
  if (day === undefined) return null
  try {
    Temporal.PlainDateTime.from(`${day}T${time ?? '00:00'}`)
    return { day, time }
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
