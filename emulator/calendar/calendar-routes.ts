import { z } from 'zod'
import type { GraphCall, GraphReply, GraphRoute } from '../graph/call'
import { GraphError } from '../graph/graph-error'
import { created, noContent, ok } from '../graph/replies'
import { contextOf } from '../outlook/contact-to-graph'
import { parseExtendedProperties } from '../outlook/extended-properties'
import { type Filterable, itemFilter } from '../outlook/item-filter'
import { assertSelectable, expandedProperty, ordered, pageOf } from '../outlook/item-query'
import { jsonObject } from '../outlook/request-body'
import { calendarRoute, listOptions } from './calendar-access'
import { calendarIdOf, calendarToGraph } from './calendar-to-graph'
import {
  type CalendarWrite,
  createCalendar,
  deleteCalendar,
  permanentlyDeleteCalendar,
  updateCalendar,
} from './calendar-verbs'
import { type CalendarRow, defaultCalendar } from './calendars'
import { defaultCalendarOf, listedCalendars, visibleCalendar } from './find-calendar'

const root = '/users/:user/calendars'

/** Calendars of a mailbox; `/calendar` is the default one. */
export const calendarRoutes: readonly GraphRoute[] = [
  calendarRoute('GET', root, listCalendars, listOptions),
  calendarRoute('POST', root, postCalendar),
  ...['/users/:user/calendar', `${root}/:calendar`].flatMap((path) => [
    calendarRoute('GET', path, (call) => ok(calendarEntity(call, calendarOf(call))), ['$select', '$expand']),
    calendarRoute('PATCH', path, patchCalendar),
    calendarRoute('DELETE', path, (call) => remove(call, deleteCalendar)),
    calendarRoute('POST', `${path}/permanentDelete`, (call) => remove(call, permanentlyDeleteCalendar)),
  ]),
]

/** The calendar that the path names, the default one where it names none. @throws GraphError 400, 404 */
export function calendarOf({ world, user, params }: GraphCall): CalendarRow {
  if (params.calendar === undefined) return defaultCalendarOf(world, user.id)
  return visibleCalendar(world, user.id, params.calendar)
}

/** One calendar with its context, as the request wants to see it. */
export function calendarEntity(call: GraphCall, calendar: CalendarRow): Record<string, unknown> {
  return {
    '@odata.context': contextOf(call.world.graphUrl, call.user, 'calendars/$entity'),
    ...calendarToGraph(calendar, call.user, viewOf(call)),
  }
}

const filterableCalendar: Filterable<CalendarRow> = {
  properties: {
    name: ({ name }) => name,
    color: ({ color }) => color,
    isDefaultCalendar: ({ number }) => number === defaultCalendar,
  },
  collections: {},
  extended: ({ extended }) => extended,
}

function viewOf({ query, user, world }: GraphCall) {
  const plain = { select: null, expandedProperty: null, graphUrl: '' }
  const sample = calendarToGraph(defaultCalendarOf(world, user.id), user, plain)
  assertSelectable(query.select, sample, 'calendar')
  return {
    select: query.select,
    expandedProperty: expandedProperty(query.expand),
    graphUrl: world.graphUrl,
  }
}

function listCalendars(call: GraphCall): GraphReply {
  const { world, user, query } = call
  const view = viewOf(call)
  const test = itemFilter(query.filter, filterableCalendar, world.settings.uncertain)
  const found = listedCalendars(world, user.id).filter(test)
  const { page, links } = pageOf(call, ordered(found, query.orderby, filterableCalendar.properties))
  return ok({
    '@odata.context': contextOf(world.graphUrl, user, 'calendars'),
    ...links,
    value: page.map((calendar) => calendarToGraph(calendar, user, view)),
  })
}

function postCalendar(call: GraphCall): GraphReply {
  const { world, user } = call
  const { name, ...write } = calendarBody(call)
  if (name === undefined) throw new GraphError(400, 'ErrorInvalidRequest', 'A calendar needs a name.')
  const calendar = world.store.atomically(() => createCalendar(world, user.id, { ...write, name }))
  const location = `${world.graphUrl}/v1.0/users('${user.id}')/calendars('${calendarIdOf(calendar)}')`
  return created(calendarEntity(call, calendar), location)
}

function patchCalendar(call: GraphCall): GraphReply {
  const { world } = call
  const calendar = calendarOf(call)
  const write = calendarBody(call)
  return ok(
    calendarEntity(
      call,
      world.store.atomically(() => updateCalendar(world, calendar, write)),
    ),
  )
}

function remove(call: GraphCall, verb: typeof deleteCalendar): GraphReply {
  const { world } = call
  const calendar = calendarOf(call)
  world.store.atomically(() => verb(world, calendar))
  return noContent()
}

const colors = [
  'auto',
  'lightBlue',
  'lightGreen',
  'lightOrange',
  'lightGray',
  'lightYellow',
  'lightTeal',
] as const
const moreColors = ['lightPink', 'lightBrown', 'lightRed', 'maxColor'] as const
const Body = z.strictObject({
  name: z.string().trim().min(1).max(255).optional(),
  color: z.enum([...colors, ...moreColors]).optional(),
})

function calendarBody(call: GraphCall): CalendarWrite {
  const { singleValueExtendedProperties, ...sent } = jsonObject(call)
  const named = Object.entries(sent).filter(([name]) => !name.includes('@odata.'))
  const body = Body.safeParse(Object.fromEntries(named))
  if (!body.success) throw new GraphError(400, 'ErrorInvalidPropertySet', z.prettifyError(body.error))
  const { name, color } = body.data
  return {
    ...(name === undefined ? {} : { name }),
    ...(color === undefined ? {} : { color }),
    ...(singleValueExtendedProperties === undefined
      ? {}
      : { extended: parseExtendedProperties(singleValueExtendedProperties) }),
  }
}
