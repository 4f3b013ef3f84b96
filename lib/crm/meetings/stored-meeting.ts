import type { meeting } from '@/db/schema/crm'
import { isDayText } from '../records/moment'
import { lastStart, type Series } from '../recurrence/occurrences'
import { relatedFromRow, relatedToRow } from '../references/reference'
import type { MeetingValues } from './fields'

type Row = typeof meeting.$inferSelect

/** The columns of `meeting` that hold its fields. */
export const meetingColumns = [
  'title',
  'location',
  'allDay',
  'startsAt',
  'endsAt',
  'timeZone',
  'participants',
  'relatedToType',
  'relatedToId',
  'description',
  'notes',
  'recurrence',
  'reminderMinutes',
  'status',
  'origin',
  'joinUrl',
] as const satisfies readonly (keyof Row)[]

type MeetingRow = Pick<Row, (typeof meetingColumns)[number]>

export function meetingFromRow(row: Record<string, unknown>): MeetingValues {
  // Safe: exactly these columns were selected.
  const { startsAt, endsAt, relatedToType, relatedToId, ...rest } = row as MeetingRow
  const moment = (at: Date) => (rest.allDay ? at.toISOString().slice(0, 10) : at.toISOString())
  return {
    title: rest.title,
    location: rest.location,
    allDay: rest.allDay,
    start: moment(startsAt),
    end: moment(endsAt),
    timeZone: rest.timeZone,
    participants: rest.participants,
    relatedTo: relatedFromRow({ relatedToType, relatedToId }),
    description: rest.description,
    notes: rest.notes,
    recurrence: rest.recurrence,
    reminderMinutes: rest.reminderMinutes,
    status: rest.status,
    origin: rest.origin,
    joinUrl: rest.joinUrl,
  }
}

export function meetingToRow(meeting: MeetingValues): Record<string, unknown> {
  const [startsAt, endsAt] = [storedMoment(meeting.start), storedMoment(meeting.end)]
  return {
    startsAt,
    endsAt,
    lastEndsAt: lastEndOf(meeting)?.toISOString() ?? 'infinity',
    ...relatedToRow(meeting.relatedTo),
  }
}

/** An instant as it is; a day as midnight of UTC. */
export const storedMoment = (text: string): Date => new Date(isDayText(text) ? `${text}T00:00:00.000Z` : text)

/** A recurring meeting as a series of stored moments; null for a single one. */
export function seriesOf({ recurrence, start, allDay, timeZone }: MeetingValues): Series | null {
  if (recurrence === null) return null
  return { rule: recurrence, startsAt: storedMoment(start), timeZone: allDay ? 'UTC' : timeZone }
}

/** When the last occurrence ends; null when there is always another one. */
function lastEndOf(meeting: MeetingValues): Date | null {
  const series = seriesOf(meeting)
  if (series === null) return storedMoment(meeting.end)
  const last = lastStart(series)
  return last === null ? null : new Date(last.getTime() + durationOf(meeting))
}

/** In milliseconds. */
export const durationOf = ({ start, end }: Pick<MeetingValues, 'start' | 'end'>): number =>
  storedMoment(end).getTime() - storedMoment(start).getTime()
