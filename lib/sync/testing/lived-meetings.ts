import { Temporal } from 'temporal-polyfill'
import type { MeetingPatch } from '@/lib/crm/meetings/fields'
import { meetingModule } from '@/lib/crm/meetings/module'
import {
  createMeeting,
  deleteMeeting,
  listOwnedMeetings,
  meetingsByIds,
  restoreMeeting,
  updateMeeting,
} from '@/lib/crm/meetings/verbs'
import { listRecords } from '@/lib/crm/records/list-records'
import { DomainError } from '@/lib/errors'
import { readBody } from '@/lib/sync/modules/meeting-body'
import { meetingsModule } from '@/lib/sync/modules/meetings'
import { type Chances, type LivedField, type LivedModule, plainField, textOf, words } from './lived-module'
import { editOccurrence } from './occurrence-edits'
import type { GraphJson, SyncWorld } from './sync-world'

const part = (value: unknown, name: string): unknown =>
  value && typeof value === 'object' ? (value as GraphJson)[name] : undefined

type When = { allDay: boolean; start: string; end: string }
const whenText = ({ allDay, start, end }: When) => JSON.stringify([allDay, start, end])
function whenOf(text: string | null): When {
  const [allDay, start, end] = JSON.parse(text ?? '[]') as [boolean, string, string]
  return { allDay, start, end }
}

/** Mostly near, now and then beyond what delta shows, both sides of changes of clocks. */
function someTime({ serial, chance, pick, now }: Chances): string {
  const days = pick([1, 2, 26, 27, 240, 241, -20, ...(chance(0.2) ? [3_000, -900] : [])]) ?? 1
  const day = Temporal.Instant.fromEpochMilliseconds(now().getTime())
    .toZonedDateTimeISO('UTC')
    .toPlainDate()
    .add({ days })
  if (chance(0.3)) {
    const length = pick([1, 2, 7]) ?? 1
    return whenText({ allDay: true, start: day.toString(), end: day.add({ days: length }).toString() })
  }
  const minutes = (serial() * 7) % 1_300
  const at = (more: number) =>
    new Date(Date.parse(`${day.toString()}T00:00:00Z`) + (minutes + more) * 60_000).toISOString()
  return whenText({ allDay: false, start: at(0), end: at(30) })
}

/** As people write times in Outlook: local, in the zone they are in. */
function outlookTimes(text: string | null): GraphJson {
  const { allDay, start, end } = whenOf(text)
  if (allDay) {
    const midnight = (day: string) => ({ dateTime: `${day}T00:00:00`, timeZone: 'New Zealand Standard Time' })
    return { isAllDay: true, start: midnight(start), end: midnight(end) }
  }
  const local = (instant: string) => ({ dateTime: instant.slice(0, 19), timeZone: 'UTC' })
  return { isAllDay: false, start: local(start), end: local(end) }
}

const times: LivedField = {
  name: 'when',
  record: (record) => whenText(record as unknown as When),
  patch: (text) => ({ ...whenOf(text), timeZone: 'Europe/Paris' }),
  item: outlookTimes,
  read(item) {
    const allDay = item.isAllDay === true
    const moment = (name: 'start' | 'end') => {
      const dateTime = String(part(item[name], 'dateTime')).slice(0, 19)
      return allDay ? dateTime.slice(0, 10) : `${dateTime}.000Z`
    }
    return whenText({ allDay, start: moment('start'), end: moment('end') })
  },
  value: someTime,
  told(fields, text) {
    const when = text === null ? null : whenOf(text)
    const is = (side: 'before' | 'lost') => (name: keyof When) => {
      const one = fields.find(({ field }) => field === name)
      return one === undefined || one[side] === when?.[name]
    }
    const names = ['allDay', 'start', 'end'] as const
    const named = fields.some(({ field }) => names.some((name) => name === field))
    return named && (names.every(is('before')) || names.every(is('lost')))
  },
}

const always: LivedField['value'] = (life) => words({ ...life, chance: (p) => p !== 0.2 && life.chance(p) })

const guest = { emailAddress: { address: 'guest@partner.example', name: 'Guest' }, type: 'required' }

const weekly = (item: GraphJson): GraphJson => {
  const startDate = String(part(item.start, 'dateTime')).slice(0, 10)
  return {
    recurrence: {
      pattern: { type: 'daily', interval: 3 },
      range: { type: 'numbered', startDate, numberOfOccurrences: 4 },
    },
  }
}

async function toggleSeries(
  world: SyncWorld,
  { item }: { item?: GraphJson },
  life: Chances,
): Promise<string | null> {
  if (!item) return null
  const single = item.type === 'singleInstance'
  if (!single && life.chance(0.5)) return editOccurrence(world, item, life)
  await world.outlook('PATCH', `/events/${item.id}`, single ? weekly(item) : { recurrence: null })
  return `outlook makes ${item.subject} a ${single ? 'series' : 'single event'}`
}

async function toggleRecurrence(
  world: SyncWorld,
  { record }: { record?: { id: string } },
): Promise<string | null> {
  const meeting = record && (await meetingsByIds(world.ana, [record.id])).get(record.id)
  if (!meeting || meeting.deletedAt || meeting.ownerId !== world.ana.memberId) return null
  const recurrence = meeting.recurrence === null ? 'FREQ=WEEKLY' : null
  await updateMeeting(world.ana, { id: meeting.id, patch: { recurrence } }).catch((error: unknown) => {
    if (!(error instanceof DomainError)) throw error
  })
  return `crm ${meeting.id} recurs: ${recurrence}`
}

export const livedMeetings: LivedModule = {
  name: 'meetings',
  mappings: [
    meetingsModule.defaultMapping,
    meetingsModule.defaultMapping.filter(({ crm }) => crm !== 'location'),
  ],
  fields: [
    plainField('title', { item: (subject) => ({ subject }), read: ({ subject }) => textOf(subject) }, always),
    plainField('location', {
      item: (displayName) => ({ location: { displayName: displayName ?? '' } }),
      read: ({ location }) => textOf(part(location, 'displayName')),
    }),
    plainField('description', {
      item: (content) => ({
        body: { contentType: 'html', content: content === null ? '' : `<p>${content}</p>` },
      }),
      read: ({ body }) => readBody(String(part(body, 'content') ?? ''), 'html').text,
    }),
    times,
  ],
  crmOnly: [],
  async list(context, { deleted = false }) {
    if (context.actor.type !== 'user') return []
    const page = { ownerId: context.actor.memberId, afterId: null, limit: 500 }
    const found = deleted
      ? (await listRecords(context, meetingModule, { limit: 200, deleted: true })).items
      : await listOwnedMeetings(context, page)
    // What came of an invitation is its organiser's.
    const own = found.filter(({ origin }) => origin !== 'invitation')
    return own.map((meeting) => ({ ...meeting, name: meeting.title }))
  },
  async make(context, life) {
    const title = `L${life.serial()}`
    const when = { ...whenOf(someTime(life)), timeZone: 'Europe/Paris' }
    const { id } = await createMeeting(context, { title, ...when })
    return { id, field: 'title', value: title }
  },
  edit: (context, id, patch) => updateMeeting(context, { id, patch: patch as MeetingPatch }),
  remove: (context, id) => deleteMeeting(context, { id }),
  restore: restoreMeeting,
  item: (life) => ({
    subject: `M${life.serial()}`,
    ...outlookTimes(someTime(life)),
    categories: ['Not mapped'],
    ...(life.chance(0.15) ? { attendees: [guest] } : {}),
  }),
  itemName: (item) => String(item.subject),
  elsewhere: {
    path: '/calendars',
    container: { name: 'Other' },
    noise: {
      path: '/events',
      item: {
        subject: 'Private',
        ...outlookTimes(whenText({ allDay: true, start: '2026-03-04', end: '2026-03-05' })),
      },
    },
  },
  rare: [toggleSeries, toggleRecurrence],
  /** Nothing recurs any more on either side. */
  async calm(world) {
    for (const item of await world.items())
      if (item.type !== 'singleInstance')
        await world.outlook('PATCH', `/events/${item.id}`, { recurrence: null })
    await world.pass(1_000)
    await world.settle()
    for (const record of await livedMeetings.list(world.ana, {}))
      if (record.recurrence !== null)
        await updateMeeting(world.ana, { id: record.id, patch: { recurrence: null } })
  },
  loose: () => [],
}
