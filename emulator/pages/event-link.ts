import { eventId } from '../calendar/event-id'
import type { Instance } from '../calendar/series'
import type { User } from '../directory/entities'
import { type ShownEvent, timesOf } from './calendar-days'
import { dayName } from './day-name'
import type { Visitor } from './page'

/** The page of an event, or of one occurrence; it stays the same when the event is moved to another calendar. */
export const eventLink = (user: Pick<User, 'id'>, instance: Pick<Instance, 'row' | 'day'>) =>
  `/calendar/${user.id}/event/${eventId(instance, { immutableId: true })}`

/** What is to be said of an event in few words. */
export function remarksOf({ t }: Visitor, { instance: { row, type } }: ShownEvent): string[] {
  const { isOrganizer, isCancelled, responseStatus } = row
  return [
    ...(isCancelled ? [t.cancelled] : []),
    ...(isOrganizer || isCancelled ? [] : [t[responseStatus.response]]),
    ...(type === 'occurrence' || type === 'exception' ? [t.series] : []),
  ]
}

/** When an event is, in words. */
export function whenText(visitor: Visitor, user: User, instance: Instance): string {
  const { allDay, firstDay, lastDay, startTime, endTime } = timesOf(instance, user)
  const [first, last] = [dayName(visitor, firstDay, 'long'), dayName(visitor, lastDay, 'long')]
  if (allDay) return firstDay === lastDay ? `${first}, ${visitor.t.allDay}` : `${first} – ${last}`
  return firstDay === lastDay
    ? `${first}, ${startTime} – ${endTime}`
    : `${first}, ${startTime} – ${last}, ${endTime}`
}
