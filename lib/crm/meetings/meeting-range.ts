import { and, gte, lt, or, type SQL, sql } from 'drizzle-orm'
import { lastsLong, meeting } from '@/db/schema/crm'
import { dayAfter, dayIn } from '../records/local-day'
import { storedMoment } from './stored-meeting'

/** A range of time as somebody in a zone sees it: meetings that last all day are in it by their days there. */
export type Range = { from: Date; to: Date; timeZone: string }

/** The range as stored moments: of timed meetings, and of days (midnights of UTC). `to` is exclusive. */
export function storedRange({ from, to, timeZone }: Range) {
  const lastDay = dayIn(new Date(Math.max(to.getTime() - 1, from.getTime())), timeZone)
  return {
    timed: { from, to },
    days: { from: storedMoment(dayIn(from, timeZone)), to: storedMoment(dayAfter(lastDay)) },
  }
}

/** As `lastsLong` has it. */
const longMs = 7 * 86_400_000

/** Meetings that take place in a range, or whose series may do so. */
export function inRange(range: Range): SQL | undefined {
  const { timed, days } = storedRange(range)
  const earliest = timed.from < days.from ? timed.from : days.from
  const latest = timed.to > days.to ? timed.to : days.to
  const bound = (timedBound: Date, dayBound: Date) =>
    sql`case when ${meeting.allDay} then ${dayBound.toISOString()}::timestamptz
      else ${timedBound.toISOString()}::timestamptz end`
  return and(
    // What indexes can cut out: the few that last long by themselves, the others by when they start.
    or(
      and(gte(meeting.startsAt, new Date(earliest.getTime() - longMs)), lt(meeting.startsAt, latest)),
      and(lastsLong(meeting), lt(meeting.startsAt, latest), gte(meeting.lastEndsAt, earliest)),
    ),
    sql`${meeting.startsAt} < ${bound(timed.to, days.to)}`,
    or(
      sql`${meeting.lastEndsAt} > ${bound(timed.from, days.from)}`,
      sql`${meeting.startsAt} >= ${bound(timed.from, days.from)}`,
    ),
  )
}
