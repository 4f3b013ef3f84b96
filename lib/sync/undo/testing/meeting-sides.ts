import {
  createMeeting,
  deleteMeeting,
  listOwnedMeetings,
  restoreMeeting,
  updateMeeting,
} from '@/lib/crm/meetings/verbs'
import type { GraphJson, SyncWorld } from '@/lib/sync/testing/sync-world'
import type { Fields, TwoSides } from './two-sides'

const halfAnHourMs = 1_800_000
const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
const inUtc = (at: number) => ({ dateTime: new Date(at).toISOString().slice(0, 19), timeZone: 'UTC' })
const guest = { type: 'required', emailAddress: { address: 'guest@partner.example', name: 'Guest' } }

/** The times of a meeting are one thing: when it begins. */
function timesOf(when: string | null | undefined) {
  const start = Date.parse(when ?? '2026-04-01T08:00:00.000Z')
  const end = new Date(start + halfAnHourMs).toISOString()
  return { allDay: false, start: new Date(start).toISOString(), end, timeZone: 'Europe/Paris' }
}

const patchOf = ({ when, ...others }: Fields) => ({ ...others, ...(when == null ? {} : timesOf(when)) })

const itemTimes = (when: string | null | undefined) => {
  const start = Date.parse(when ?? '2026-04-01T08:00:00.000Z')
  return { isAllDay: false, start: inUtc(start), end: inUtc(start + halfAnHourMs) }
}

/** Three times, of which the second is another. */
async function makeSeries(world: SyncWorld, item: GraphJson): Promise<void> {
  const { dateTime } = item.start as { dateTime: string }
  const range = { type: 'numbered', startDate: dateTime.slice(0, 10), numberOfOccurrences: 3 }
  const recurrence = { pattern: { type: 'daily', interval: 1 }, range }
  await world.outlook('PATCH', `/events/${item.id}`, { recurrence })
  const days = 'startDateTime=2026-03-01T00:00:00Z&endDateTime=2026-05-01T00:00:00Z'
  const { value } = await world.outlook('GET', `/events/${item.id}/instances?${days}`)
  const [, second] = value as GraphJson[]
  if (second) await world.outlook('PATCH', `/events/${second.id}`, { location: { displayName: 'Moved' } })
}

/** Nobody may be mailed about what an undo does (A8). */
const invite = (world: SyncWorld, item: GraphJson) =>
  world.outlook('PATCH', `/events/${item.id}`, { attendees: [guest] })

export const meetingSides: TwoSides = {
  name: 'meetings',
  values: {
    when: ['2026-04-01T08:00:00.000Z', '2026-04-02T09:00:00.000Z', '2026-04-03T10:00:00.000Z'],
    location: ['Nord', 'Sud', 'Est', 'Ouest'],
  },
  async crm(world) {
    const page = { ownerId: world.ana.memberId, afterId: null, limit: 100 }
    const meetings = await listOwnedMeetings(world.ana, page)
    return new Map(
      meetings.map(({ id, title, location, start }) => [title, { id, fields: { when: start, location } }]),
    )
  },
  make: (world, title, { when, ...fields }) =>
    createMeeting(world.ana, { title, ...timesOf(when), ...fields }),
  edit: (world, id, fields) => updateMeeting(world.ana, { id, patch: patchOf(fields) }),
  remove: (world, id) => deleteMeeting(world.ana, { id }),
  restore: (world, id) => restoreMeeting(world.ana, id),
  itemOf: (name, { when, location }) => ({
    ...(name === null ? {} : { subject: name, ...itemTimes(when) }),
    ...(when === undefined ? {} : itemTimes(when)),
    ...(location === undefined ? {} : { location: { displayName: location ?? '' } }),
  }),
  nameOf: ({ subject }) => String(subject),
  fieldsOf: ({ start, location }) => ({
    when: `${(start as { dateTime: string }).dateTime.slice(0, 19)}.000Z`,
    location: text((location as GraphJson | null)?.displayName),
  }),
  oddities: [
    (world, { item }) => makeSeries(world, item),
    (world, { id }) => updateMeeting(world.ana, { id, patch: { recurrence: 'FREQ=WEEKLY' } }),
    async (world, { item }) => {
      await invite(world, item)
      await world.outlook('PATCH', `/events/${item.id}`, { location: { displayName: 'Sud-Ouest' } })
    },
  ],
  invite,
}
