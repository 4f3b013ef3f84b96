import { and, eq, gt, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import { meeting } from '@/db/schema/crm'
import { type Context, requirePermission } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import { type ListQuery, listRecords, type RecordPage } from '../records/list-records'
import { dayIn } from '../records/local-day'
import { asRecords, recordColumns } from '../records/record-rows'
import { visible } from '../records/visibility'
import type { RelatedTo } from '../references/reference'
import type { MeetingValues } from './fields'
import { type MeetingOccurrence, occurrencesIn } from './meeting-occurrences'
import { inRange, type Range } from './meeting-range'
import { meetingModule } from './module'
import { storedMoment } from './stored-meeting'

export type MeetingFilter = {
  /** What is over, or what is not, for somebody in this time zone. A series is over with its last occurrence. */
  when?: { over: boolean; now: Date; timeZone: string } | undefined
  /** Meetings that are related to a contact or lead, or that it takes part in. */
  about?: RelatedTo | undefined
}

/** A page of the meetings that the actor may see. @throws DomainError `permission-required`. */
export const listMeetings = (
  context: Context,
  { when, about, ...query }: ListQuery & MeetingFilter,
): Promise<RecordPage<MeetingValues>> =>
  listRecords(context, meetingModule, query, and(when && isOver(when), about && isAbout(about)))

export type CalendarQuery = Range & {
  /** One host only; everybody that the actor may see when left out. */
  ownerId?: string | undefined
  about?: RelatedTo | undefined
}

export const longestRangeDays = 400
const mostMeetings = 5_000
const dayMs = 86_400_000

/**
 * What takes place in a range of time (`to` exclusive) among the meetings that the actor may see, in order of time, each
 * repetition on its own. `truncated` when there is more than a calendar can show.
 * @throws DomainError `permission-required`; `malformed` for a range of more than 400 days.
 */
export async function listMeetingsBetween(
  context: Context,
  { ownerId, about, ...range }: CalendarQuery,
): Promise<{ occurrences: MeetingOccurrence[]; truncated: boolean }> {
  requirePermission(context, 'meetings.view')
  if (range.to.getTime() - range.from.getTime() > longestRangeDays * dayMs) throw new DomainError('malformed')
  const rows = await context.db
    .select(recordColumns(meetingModule))
    .from(meeting)
    .where(
      and(
        visible(context, meeting),
        isNull(meeting.deletedAt),
        ownerId === undefined ? undefined : eq(meeting.ownerId, ownerId),
        inRange(range),
        about && isAbout(about),
      ),
    )
    .orderBy(meeting.startsAt, meeting.id)
    .limit(mostMeetings)
  const found = asRecords(meetingModule, rows).flatMap((one) => occurrencesIn(one, range))
  const occurrences = found.sort(byStart).slice(0, mostMeetings)
  return { occurrences, truncated: rows.length === mostMeetings || found.length > mostMeetings }
}

/** Days come before the hours of their day. */
const byStart = (one: MeetingOccurrence, other: MeetingOccurrence) =>
  one.start === other.start ? 0 : one.start < other.start ? -1 : 1

function isAbout({ type, id }: RelatedTo): SQL | undefined {
  return or(
    and(eq(meeting.relatedToId, id), eq(meeting.relatedToType, type)),
    sql`${meeting.participants} @> ${JSON.stringify([{ type, id }])}::jsonb`,
  )
}

function isOver({ over, now, timeZone }: NonNullable<MeetingFilter['when']>): SQL | undefined {
  const today = storedMoment(dayIn(now, timeZone))
  const bound = sql`case when ${meeting.allDay} then ${today.toISOString()}::timestamptz
    else ${now.toISOString()}::timestamptz end`
  const [earliest, latest] = today < now ? [today, now] : [now, today]
  // What an index can cut out, then the exact bound.
  return over
    ? and(
        lte(meeting.startsAt, latest),
        lte(meeting.lastEndsAt, latest),
        sql`${meeting.lastEndsAt} <= ${bound}`,
      )
    : and(gt(meeting.lastEndsAt, earliest), sql`${meeting.lastEndsAt} > ${bound}`)
}
