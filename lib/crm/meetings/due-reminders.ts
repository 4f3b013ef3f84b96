import { and, eq, gte, isNotNull, isNull, lte } from 'drizzle-orm'
import { meeting } from '@/db/schema/crm'
import { type Context, requirePermission } from '@/lib/access/context'
import { startOfDay } from '../records/local-day'
import { asRecords, recordColumns } from '../records/record-rows'
import { longestReminderMinutes } from './fields'
import { type MeetingOccurrence, occurrencesIn } from './meeting-occurrences'
import { meetingModule } from './module'

export type Reminder = MeetingOccurrence & { dueAt: Date }

const minuteMs = 60_000
const dayMs = 86_400_000
const mostReminders = 50

/**
 * The reminders of the actor's own meetings that have come due after `since` and up to `until`, the earliest first: what
 * a page asks for that knows when it last asked. Meetings that last all day begin when the day begins in `timeZone`.
 * @throws DomainError `permission-required`.
 */
export async function dueReminders(
  context: Context,
  { since, until, timeZone }: { since: Date; until: Date; timeZone: string },
): Promise<Reminder[]> {
  requirePermission(context, 'meetings.view')
  if (context.actor.type !== 'user') return []
  const range = {
    from: new Date(since.getTime() - dayMs),
    to: new Date(until.getTime() + longestReminderMinutes * minuteMs + dayMs),
    timeZone,
  }
  const rows = await context.db
    .select(recordColumns(meetingModule))
    .from(meeting)
    .where(
      and(
        eq(meeting.organisationId, context.organisationId),
        eq(meeting.ownerId, context.actor.memberId),
        isNull(meeting.deletedAt),
        isNotNull(meeting.reminderMinutes),
        eq(meeting.status, 'scheduled'),
        lte(meeting.startsAt, range.to),
        gte(meeting.lastEndsAt, range.from),
      ),
    )
  return asRecords(meetingModule, rows)
    .flatMap((one) => occurrencesIn(one, range))
    .map((occurrence) => ({ ...occurrence, dueAt: dueAt(occurrence, timeZone) }))
    .filter(({ dueAt }) => dueAt > since && dueAt <= until)
    .sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime())
    .slice(0, mostReminders)
}

function dueAt({ meeting, start }: MeetingOccurrence, timeZone: string): Date {
  const begins = meeting.allDay ? startOfDay(start, timeZone) : new Date(start)
  return new Date(begins.getTime() - (meeting.reminderMinutes ?? 0) * minuteMs)
}
