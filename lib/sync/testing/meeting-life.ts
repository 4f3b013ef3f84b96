import { type MeetingPatch, meetingDraft } from '@/lib/crm/meetings/fields'
import {
  createMeeting,
  getMeeting,
  listOwnedMeetings,
  meetingsByIds,
  updateMeeting,
} from '@/lib/crm/meetings/verbs'
import type { GraphJson, SyncWorld } from './sync-world'

const dayMs = 86_400_000

/** What tests do to meetings on both sides of a world whose module they are. */
export function meetingLife(world: () => SyncWorld) {
  const self = {
    /** A meeting of an hour, tomorrow at 13:00 UTC unless said otherwise. */
    async make(more: Record<string, unknown> = {}) {
      const start = self.at(1, '13:00')
      const given = { title: 'Review', start, end: self.at(1, '14:00'), timeZone: 'Europe/Paris', ...more }
      return createMeeting(world().ana, meetingDraft.parse(given))
    },
    edit: (id: string, patch: MeetingPatch) => updateMeeting(world().ana, { id, patch }),
    get: (id: string) => getMeeting(world().ana, id),
    async all() {
      const { ana } = world()
      return listOwnedMeetings(ana, { ownerId: ana.memberId, afterId: null, limit: 500 })
    },
    async byId(id: string) {
      return (await meetingsByIds(world().ana, [id])).get(id)
    },
    /** An instant so many days from the world's today. */
    at: (days: number, time = '09:00') =>
      `${new Date(world().now().getTime() + days * dayMs).toISOString().slice(0, 10)}T${time}:00.000Z`,
    day: (days: number) => self.at(days).slice(0, 10),
    /** A time as Outlook writes it. */
    utc: (days: number, time = '09:00') => ({ dateTime: self.at(days, time).slice(0, 19), timeZone: 'UTC' }),
    /** An event of an hour made by the user in our calendar, or in another one. */
    async makeEvent(more: GraphJson = {}, calendar?: string) {
      const folder = calendar ?? (await world().folder())
      const times = { start: self.utc(1), end: self.utc(1, '10:00') }
      return world().outlook('POST', `${folder}/events`, { subject: 'Visit', ...times, ...more })
    },
    editEvent: (id: unknown, patch: GraphJson) => world().outlook('PATCH', `/events/${String(id)}`, patch),
    async otherCalendar(name = 'Other') {
      return `/calendars/${(await world().outlook('POST', '/calendars', { name })).id}`
    },
    async event() {
      const [one] = await world().items()
      if (!one) throw new Error('no event')
      return one
    },
    reasons: async () =>
      (await world().told()).map(({ action, reason }) => `${action} ${reason ?? ''}`.trim()),
  }
  return self
}

export const weekly = {
  pattern: { type: 'weekly', interval: 1, daysOfWeek: ['monday'] },
  range: { type: 'noEnd', startDate: '2026-03-09' },
}
