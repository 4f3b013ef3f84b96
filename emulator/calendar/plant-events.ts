import type { User } from '../directory/entities'
import type { SeedEvent } from '../seed/seed'
import type { World } from '../world'
import { storeEvent } from './event-rows'
import type { Attendee } from './event-values'
import { draftOf } from './event-verbs'
import { defaultCalendarOf } from './find-calendar'
import { copyOf, inviteesOf } from './meetings'
import { parseEvent } from './parse-event'

const dayMs = 86_400_000

/** Writes the seed's events as if they had always been there: those who are invited have accepted, no mail is sent. */
export function plantEvents(world: World): void {
  for (const seed of world.seed.events ?? []) {
    const user = world.directory.users.get(seed.userId)
    if (user) plantMeeting(world, user, seed)
  }
}

function plantMeeting(world: World, user: User, seed: SeedEvent): void {
  const accepted = { response: 'accepted', time: world.clock.now().toISOString() } as const
  const sent = bodyOf(seed, mondayOf(world), user.mailboxSettings.timeZone)
  const body = parseEvent(sent, world.settings.uncertain)
  const attendees = body.write.attendees?.map((one): Attendee => ({ ...one, status: accepted })) ?? []
  const draft = draftOf(world, user.id, { ...body, write: { ...body.write, attendees } })
  const row = storeEvent(world, defaultCalendarOf(world, user.id), draft)
  for (const { address } of inviteesOf(row)) {
    const guest = world.directory.findMailbox(address)
    if (!guest) continue
    const copy = copyOf(row)
    const values = { ...copy.values, showAs: 'busy' } as const
    storeEvent(world, defaultCalendarOf(world, guest.id), { ...copy, values, responseStatus: accepted })
  }
}

function bodyOf(
  { day, at, minutes = 60, days = 1, event, pattern }: SeedEvent,
  monday: number,
  zone: string,
) {
  const isAllDay = at === undefined
  const start = `${dayAfter(monday, day)}T${at ?? '00:00'}:00.000`
  const end = isAllDay ? `${dayAfter(monday, day + days)}T00:00:00.000` : wallAfter(start, minutes)
  return {
    ...event,
    isAllDay,
    start: { dateTime: start, timeZone: zone },
    end: { dateTime: end, timeZone: zone },
    ...(pattern
      ? { recurrence: { pattern, range: { type: 'noEnd', startDate: dayAfter(monday, day) } } }
      : {}),
  }
}

const dayAfter = (monday: number, days: number) => new Date(monday + days * dayMs).toISOString().slice(0, 10)

const wallAfter = (wall: string, minutes: number) =>
  new Date(Date.parse(`${wall}Z`) + minutes * 60_000).toISOString().slice(0, -1)

/** Midnight UTC of the Monday of this week, in milliseconds. */
function mondayOf({ clock }: Pick<World, 'clock'>): number {
  const now = clock.now()
  const today = Date.parse(`${now.toISOString().slice(0, 10)}T00:00:00Z`)
  return today - ((now.getUTCDay() + 6) % 7) * dayMs
}
