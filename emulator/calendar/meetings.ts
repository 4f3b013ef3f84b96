import { deletedItems } from '../outlook/outlook'
import type { World } from '../world'
import type { EventRow } from './calendars'
import { addEvent, binEvent, changeEvent, type EventDraft } from './event-rows'
import { type EventValues, neverResponded, type Person } from './event-values'
import { defaultCalendarOf } from './find-calendar'
import { sendMeetingMail } from './meeting-mail'

/** A meeting as its organizer has it, who may be outside all tenants. */
export type Meeting = Pick<EventRow, 'iCalUId' | 'organizer' | 'values' | 'changed' | 'leftOut'>

const sameAddress = (a: Person, b: Person) => a.address.toLowerCase() === b.address.toLowerCase()
const has = (people: readonly Person[], one: Person) => people.some((person) => sameAddress(person, one))

/** Everybody invited, but for the organizer. */
export const inviteesOf = ({ values, organizer }: Pick<Meeting, 'values' | 'organizer'>): Person[] =>
  values.attendees.map(({ person }) => person).filter((person) => !sameAddress(person, organizer))

/**
 * Mails an invitation or an update to people, and puts the meeting as it is now into the default calendar of those who
 * have a mailbox here. People outside get the mail only.
 */
export function sendMeeting(
  world: World,
  meeting: Meeting,
  people: readonly Person[],
  kind: 'invitation' | 'update',
): void {
  sendMeetingMail(world, meeting, people, { kind })
  placeMeeting(world, meeting, people)
}

/** Puts a meeting as it is now into the mailboxes of people, without a mail. */
export function placeMeeting(world: World, meeting: Meeting, people: readonly Person[]): void {
  for (const person of people) {
    const user = world.directory.findMailbox(person.address)
    if (!user) continue
    const copies = copiesIn(world, meeting, user.id)
    for (const copy of copies) changeEvent(world, copy, renewed(world, copy, meeting))
    if (copies.length === 0) addEvent(world, defaultCalendarOf(world, user.id), copyOf(meeting))
  }
}

/** Tells people that the meeting will not take place. Where they have it, it stays, marked as cancelled. */
export function sendCancellation(
  world: World,
  meeting: Meeting,
  people: readonly Person[],
  comment: string | null = null,
): void {
  sendMeetingMail(world, meeting, people, { kind: 'cancellation', comment })
  for (const person of people) {
    const user = world.directory.findMailbox(person.address)
    if (!user) continue
    const prefix = cancelledPrefix(world, user.mailboxSettings.language)
    for (const copy of copiesIn(world, meeting, user.id)) {
      // The prefix piles up: github.com/microsoftgraph/microsoft-graph-docs/issues/8692
      const subject = `${prefix}${copy.values.subject ?? ''}`
      changeEvent(world, copy, { isCancelled: true, values: { ...copy.values, subject, showAs: 'free' } })
    }
  }
}

/** What attendees hear when the organizer has changed a meeting: learn.microsoft.com/graph/api/event-update */
export function sendChanges(world: World, before: EventRow, after: EventRow): void {
  const [invited, inviting] = [inviteesOf(before), inviteesOf(after)]
  const added = inviting.filter((person) => !has(invited, person))
  const gone = invited.filter((person) => !has(inviting, person))
  if (gone.length > 0) sendCancellation(world, before, gone)
  if (added.length > 0) sendMeeting(world, after, added, 'invitation')
  const stayed = inviting.filter((person) => has(invited, person))
  if (stayed.length > 0 && differBeyondAttendees(before, after)) sendMeeting(world, after, stayed, 'update')
}

/** Cancels a meeting for all who were invited and takes it off the organizer's calendar. */
export function cancelMeeting(world: World, row: EventRow, comment: string | null = null): void {
  const people = inviteesOf(row)
  if (people.length > 0) sendCancellation(world, row, people, comment)
  binEvent(world, row)
}

/** Tells the attendees of meetings that are about to vanish with their calendar. */
export function cancelMeetingsOf(world: World, rows: readonly EventRow[]): void {
  for (const row of rows) {
    const people = row.isOrganizer ? inviteesOf(row) : []
    if (people.length > 0) sendCancellation(world, row, people)
  }
}

/** The meeting in a user's calendars. */
export function copiesIn(
  world: Pick<World, 'calendars'>,
  { iCalUId }: Pick<Meeting, 'iCalUId'>,
  userId: string,
) {
  return world.calendars
    .copiesOf(iCalUId)
    .filter((copy) => copy.userId === userId && !copy.isOrganizer && copy.calendar !== deletedItems)
}

/** The meeting as a new item of somebody who is invited. */
export function copyOf({ iCalUId, organizer, values, changed, leftOut }: Meeting): EventDraft {
  return {
    iCalUId,
    organizer,
    isOrganizer: false,
    responseStatus: { ...neverResponded, response: 'notResponded' },
    changed,
    leftOut,
    values: {
      ...values,
      ...asAttendeeSees(values),
      showAs: 'tentative',
      categories: [],
      isReminderOn: true,
      reminderMinutesBeforeStart: 15,
    },
  }
}

/** A copy after an update: what is the attendee's own stays. */
function renewed(world: World, copy: EventRow, { values, changed, leftOut }: Meeting): Partial<EventRow> {
  const { showAs, categories, isReminderOn, reminderMinutesBeforeStart } = copy.values
  const own = { showAs, categories, isReminderOn, reminderMinutesBeforeStart }
  const moved = copy.values.start.ms !== values.start.ms || copy.values.end.ms !== values.end.ms
  const asksAgain = moved && world.settings.uncertain.U45 === 'asked-again'
  return {
    values: { ...values, ...asAttendeeSees(values), ...own },
    changed,
    leftOut,
    isCancelled: false,
    ...(asksAgain ? { responseStatus: { ...neverResponded, response: 'notResponded' } } : {}),
  }
}

/** Only the organizer sees who has answered what. */
const asAttendeeSees = ({ attendees }: EventValues): Pick<EventValues, 'attendees'> => ({
  attendees: attendees.map((attendee) => ({ ...attendee, status: neverResponded })),
})

function differBeyondAttendees(before: EventRow, after: EventRow): boolean {
  const told = ({ values, changed, leftOut }: EventRow) =>
    JSON.stringify([{ ...values, attendees: null }, changed, leftOut])
  return told(before) !== told(after)
}

function cancelledPrefix({ outlook }: World, language: string): string {
  const localised = outlook.conduct.values().cancelledPrefix === 'localised'
  return localised && language.startsWith('fr') ? 'Annulé : ' : 'Canceled: '
}
