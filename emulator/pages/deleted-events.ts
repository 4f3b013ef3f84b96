import { calendarIdOf } from '../calendar/calendar-to-graph'
import { deletedCalendars, permanentlyDeleteCalendar, restoreCalendar } from '../calendar/calendar-verbs'
import { eventId } from '../calendar/event-id'
import { eraseEvent, restoreEvent } from '../calendar/event-rows'
import { calendarById } from '../calendar/find-calendar'
import { eventById } from '../calendar/find-event'
import { deletedItems } from '../outlook/outlook'
import type { World } from '../world'
import { serveDeleted } from './deleted-page'
import type { PageRoutes } from './page-routes'

/** `/calendar/:user/deleted`: deleted calendars and events. */
export function serveDeletedEvents(routes: PageRoutes, world: World): void {
  serveDeleted(routes, world, {
    tab: 'calendar',
    back: 'calendar',
    list: (user, t) => [
      ...deletedCalendars(world, user.id).map((calendar) => ({
        field: 'calendar',
        id: calendarIdOf(calendar),
        text: `${calendar.name} (${world.calendars.eventsIn(user.id, calendar.number).length})`,
        kind: t.calendar,
      })),
      ...world.calendars.eventsIn(user.id, deletedItems).map((row) => ({
        field: 'event',
        id: eventId({ row, day: null }, { immutableId: true }),
        text: row.values.subject || t.noSubject,
        kind: t.event,
      })),
    ],
    settle(user, { field, id }, restores) {
      if (field === 'calendar') {
        const calendar = calendarById(world, user.id, id)
        if (restores) restoreCalendar(world, calendar)
        else permanentlyDeleteCalendar(world, calendar)
      } else {
        const { row } = eventById(world, user.id, id)
        if (restores) restoreEvent(world, row)
        else eraseEvent(world, row)
      }
    },
  })
}
