import type { Person } from '@/app/(crm)/_people/person'
import { type MeetingTimes, type StoredTimes, timesOfMeeting, writtenTimes } from './meeting-times'

/** What the form of a meeting holds, each part as its fields show it. */
export type MeetingValues = {
  title: string
  location: string
  description: string
  notes: string
  times: MeetingTimes
  /** RRULE without the prefix; null for a single meeting. */
  recurrence: string | null
  reminderMinutes: number | null
  participants: readonly Person[]
  relatedTo: Person | null
  /** The host. */
  ownerId: string
}

export type WrittenParticipant = { type: Person['type']; id?: string; email?: string; name?: string }

/** What a person is written as: by the id where there is one, so that a new name or address shows everywhere. */
export function writtenParticipant({ type, id, email, name }: Person): WrittenParticipant {
  if (type !== 'email') return id === null ? { type } : { type, id }
  return { type, email: email ?? name, ...(email !== null && name !== email && { name }) }
}

const members = {
  title: ({ title }: MeetingValues) => title,
  location: ({ location }: MeetingValues) => location,
  description: ({ description }: MeetingValues) => description,
  notes: ({ notes }: MeetingValues) => notes,
  recurrence: ({ recurrence }: MeetingValues) => recurrence,
  reminderMinutes: ({ reminderMinutes }: MeetingValues) => reminderMinutes,
  participants: ({ participants }: MeetingValues) => participants.map(writtenParticipant),
  relatedTo: ({ relatedTo }: MeetingValues) => relatedTo && { type: relatedTo.type, id: relatedTo.id },
  ownerId: ({ ownerId }: MeetingValues) => ownerId,
}

/** The whole of a new meeting, as a POST says it. */
export function newMeeting(values: MeetingValues): Record<string, unknown> {
  return { ...writtenMembers(values), ...writtenTimes(values.times) }
}

/** Only what was changed, so that an edit of one thing never writes over somebody else's edit of another. */
export function changedMembers(
  before: MeetingValues,
  after: MeetingValues,
  was: StoredTimes,
): Record<string, unknown> {
  const [old, now] = [writtenMembers(before), writtenMembers(after)]
  const changed = Object.fromEntries(
    Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(old[name])),
  )
  // Times are one thing: half of them would mean another meeting.
  return sameTimes(after.times, was) ? changed : { ...changed, ...writtenTimes(after.times, was) }
}

/**
 * What Microsoft 365 tells the people who were invited there (A8): any change of what is synchronised
 * (learn.microsoft.com/graph/api/event-update), and what takes the event away, a new host or a recurrence.
 */
const told = ['title', 'location', 'description', 'start', 'end', 'allDay', 'recurrence', 'ownerId']

export const isToldToAttendees = (changed: Record<string, unknown>): boolean =>
  told.some((name) => name in changed)

const writtenMembers = (values: MeetingValues): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).map(([name, read]) => [name, read(values)]))

function sameTimes(times: MeetingTimes, was: StoredTimes): boolean {
  const before = timesOfMeeting(was)
  const hours = times.allDay ? ([] as const) : (['startTime', 'endTime'] as const)
  return (['allDay', 'startDay', 'endDay', 'timeZone', ...hours] as const).every(
    (name) => times[name] === before[name],
  )
}
