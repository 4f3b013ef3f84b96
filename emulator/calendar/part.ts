import type { Part } from '../part'
import { calendarRoutes } from './calendar-routes'
import { eventRoutes } from './event-routes'
import { plantEvents } from './plant-events'

/** Mailboxes' calendars and events. */
export const calendarPart: Part = {
  name: 'calendar',
  graph: [...calendarRoutes, ...eventRoutes],
  plant: plantEvents,
}
