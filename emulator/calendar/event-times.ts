import type { Recurrence } from '../core/recurrence'
import type { Uncertain } from '../core/uncertain'
import { GraphError } from '../graph/graph-error'
import type { EventValues, EventWrite } from './event-values'
import { dayOf, isMidnight, type Moment, momentAt } from './moment'
import { requireZone } from './zoned-time'

type Times = Pick<EventValues, 'start' | 'end' | 'isAllDay' | 'recurrence'>
type Readings = Pick<Uncertain, 'U5' | 'U37'>

/**
 * Lays the times of a write over those of an event and checks them.
 * @throws GraphError 400 when they break a rule of all-day events, of order or of recurrence
 */
export function withTimes(stored: Partial<Times>, write: EventWrite, readings: Readings): Times {
  const { start = stored.start, end = stored.end, isAllDay = stored.isAllDay ?? false } = write
  if (!start || !end) throw new GraphError(400, 'ErrorInvalidRequest', 'An event needs a start and an end.')
  const onlySwitched = isAllDay && !stored.isAllDay && write.start === undefined && write.end === undefined
  const whole = onlySwitched && readings.U37 === 'whole-days'
  const times = {
    start: whole ? midnightOf(start) : start,
    end: whole ? midnightAfter(end) : end,
    isAllDay,
    recurrence: write.recurrence === undefined ? (stored.recurrence ?? null) : write.recurrence,
  }
  if (times.end.ms < times.start.ms)
    throw new GraphError(
      400,
      'ErrorCalendarEndDateIsEarlierThanStartDate',
      "Your request can't be completed. The end date must be later than the start date.",
    )
  if (isAllDay) requireWholeDays(times, readings)
  if (!times.recurrence) return times
  return withWholeMinutes(times, write.recurrence ? times.recurrence : beginningOn(times.recurrence, start))
}

/** Midnight to midnight of one zone, a day at least: learn.microsoft.com/graph/api/resources/event, `isAllDay` */
function requireWholeDays({ start, end }: Pick<Times, 'start' | 'end'>, { U5 }: Readings): void {
  const name = isMidnight(start) ? (isMidnight(end) ? null : 'End') : 'Start'
  if (name !== null)
    throw new GraphError(
      400,
      U5,
      `The Event.${name} property for an all-day event needs to be set to midnight.`,
    )
  if (requireZone(start.zone) !== requireZone(end.zone))
    throw new GraphError(
      400,
      U5,
      'The start and the end of an all-day event need to be in the same time zone.',
    )
  if (dayOf(end) <= dayOf(start))
    throw new GraphError(400, U5, 'The duration of an event marked as all day must be at least 24 hours.')
}

/** Exchange cuts the seconds of a series: github.com/KeepSoftwareSimple/compass-calendar/issues/3665 */
function withWholeMinutes(times: Times, recurrence: Recurrence): Times {
  const start = wholeMinute(times.start)
  if (recurrence.range.startDate !== dayOf(start))
    throw new GraphError(
      400,
      'ErrorInvalidRequest',
      'The startDate of the recurrence range must be the date of the start property.',
    )
  return { ...times, start, end: wholeMinute(times.end), recurrence }
}

/** A series whose start is moved begins on the new day. */
const beginningOn = ({ pattern, range }: Recurrence, start: Moment): Recurrence => ({
  pattern,
  range: { ...range, startDate: dayOf(start) },
})

const wholeMinute = ({ wall, zone }: Moment) => momentAt(`${wall.slice(0, 16)}:00.000`, zone)
const midnightOf = (moment: Moment) => momentAt(`${dayOf(moment)}T00:00:00.000`, moment.zone)

function midnightAfter(moment: Moment): Moment {
  if (isMidnight(moment)) return moment
  const next = new Date(Date.parse(`${dayOf(moment)}T00:00:00Z`) + 86_400_000).toISOString()
  return momentAt(`${next.slice(0, 10)}T00:00:00.000`, moment.zone)
}
