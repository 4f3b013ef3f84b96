import type { World } from '../world'
import { withTimes } from './event-times'
import { type Attendee, type EventValues, type EventWrite, eventDefaults } from './event-values'
import { withAppended } from './html-body'

/** Lays a write over an event, or over nothing. @throws GraphError 400 when the times do not fit together */
export function applyWrite(
  world: Pick<World, 'settings' | 'random'>,
  stored: EventValues | null,
  write: EventWrite,
): EventValues {
  const { isOnlineMeeting, joinUrl, ...plain } = write
  const before = stored ?? eventDefaults
  const times = withTimes(stored ?? {}, write, world.settings.uncertain)
  const values: EventValues = {
    ...before,
    ...plain,
    ...times,
    attendees: plain.attendees ? withKnownAnswers(before.attendees, plain.attendees) : before.attendees,
  }
  const asksOnline = isOnlineMeeting ?? (stored === null && world.settings.uncertain.U32 === 'yes')
  if (joinUrl !== undefined || (asksOnline && values.joinUrl === null))
    return online(values, joinUrl ?? newJoinUrl(world))
  // A body without its join details is that of a meeting that is no longer online:
  // learn.microsoft.com/graph/api/event-update
  return values.joinUrl !== null && !values.body.includes(values.joinUrl)
    ? { ...values, joinUrl: null }
    : values
}

/** The answers of those who stay are kept. */
function withKnownAnswers(before: readonly Attendee[], after: readonly Attendee[]): Attendee[] {
  const known = new Map(before.map((attendee) => [attendee.person.address.toLowerCase(), attendee.status]))
  return after.map((attendee) => ({
    ...attendee,
    status: known.get(attendee.person.address.toLowerCase()) ?? attendee.status,
  }))
}

const newJoinUrl = ({ random }: Pick<World, 'random'>) =>
  `https://teams.microsoft.com/l/meetup-join/19%3ameeting_${random.uuid()}%40thread.v2/0`

function online(values: EventValues, joinUrl: string): EventValues {
  if (values.body.includes(joinUrl)) return { ...values, joinUrl }
  const line = '_'.repeat(80)
  const details = `<br><div>${line}</div>\r\n<div><b>Microsoft Teams meeting</b></div>\r\n<div><a href="${joinUrl}">Join the meeting now</a></div>\r\n<div>${line}</div>`
  return { ...values, joinUrl, body: withAppended(values.body, details) }
}
