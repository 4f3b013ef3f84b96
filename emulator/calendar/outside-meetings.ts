import type { Collection } from '../core/collection'
import type { Store } from '../core/store'
import type { User } from '../directory/entities'
import type { World } from '../world'
import { applyWrite } from './apply-write'
import type { EventRow } from './calendars'
import { newICalUId } from './event-id'
import { type Attendee, type EventWrite, neverResponded, type Person } from './event-values'
import { copiesIn, inviteesOf, type Meeting, sendCancellation, sendMeeting } from './meetings'

/** A meeting whose organizer has no mailbox here. The id is its iCalUId. */
export type OutsideMeeting = Meeting & { id: string }

export const outsideMeetings = (store: Store): Collection<OutsideMeeting> =>
  store.collection('outside-meetings')

/** A person outside invites users: they get the mail, and the meeting in their default calendars. */
export function inviteFromOutside(
  world: World,
  organizer: Person,
  users: readonly User[],
  write: EventWrite,
): OutsideMeeting {
  const iCalUId = newICalUId(world.clock.now(), world.random.bytes(16))
  const values = applyWrite(world, null, { ...write, attendees: users.map(attendeeOf) })
  const meeting = { id: iCalUId, iCalUId, organizer, values, changed: {}, leftOut: [] }
  outsideMeetings(world.store).put(meeting)
  sendMeeting(world, meeting, inviteesOf(meeting), 'invitation')
  return meeting
}

/** The person outside changes the meeting, and everybody who was invited hears of it. */
export function changeFromOutside(world: World, meeting: OutsideMeeting, write: EventWrite): OutsideMeeting {
  const changed = { ...meeting, values: applyWrite(world, meeting.values, write) }
  outsideMeetings(world.store).put(changed)
  sendMeeting(world, changed, inviteesOf(changed), 'update')
  return changed
}

/** The person outside cancels the meeting. Doing so again sends it again, and piles up the subject's prefix. */
export function cancelFromOutside(world: World, meeting: OutsideMeeting): void {
  sendCancellation(world, meeting, inviteesOf(meeting))
}

/** The meeting where attendees have it now. */
export function copiesOfOutside(world: World, meeting: OutsideMeeting): EventRow[] {
  const users = inviteesOf(meeting).flatMap(({ address }) => world.directory.findMailbox(address) ?? [])
  return users.flatMap((user) => copiesIn(world, meeting, user.id))
}

const attendeeOf = ({ displayName, mail, userPrincipalName }: User): Attendee => ({
  type: 'required',
  person: { name: displayName, address: mail ?? userPrincipalName },
  status: neverResponded,
})
