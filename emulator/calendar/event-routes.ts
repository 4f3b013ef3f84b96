import type { GraphCall, GraphReply, GraphRoute } from '../graph/call'
import { GraphError } from '../graph/graph-error'
import { accepted, noContent, ok } from '../graph/replies'
import { contextOf } from '../outlook/contact-to-graph'
import { irresolvableConflict } from '../outlook/contact-verbs'
import { itemFilter } from '../outlook/item-filter'
import { etagOf } from '../outlook/item-id'
import { assertSelectable, ordered, pageOf } from '../outlook/item-query'
import { jsonObject, withPreferences } from '../outlook/request-body'
import { answerMeeting } from './answer-meeting'
import { calendarRoute, listOptions } from './calendar-access'
import { calendarEntity, calendarOf } from './calendar-routes'
import type { CalendarRow, EventRow } from './calendars'
import { eventDelta } from './event-delta'
import { filterableEvent } from './event-filterable'
import { eventId } from './event-id'
import { sampleEvent } from './event-sample'
import { eventToGraph } from './event-to-graph'
import { deleteEvent, permanentlyDeleteEvent, updateEvent } from './event-verbs'
import { eventViewOf } from './event-view'
import { calendarNumbered } from './find-calendar'
import { visibleEvent } from './find-event'
import { cancelAsOrganizer } from './meeting-acts'
import { parseEvent } from './parse-event'
import { postEvent } from './post-event'
import { type Instance, instancesIn, wholeEvent } from './series'
import { windowOf } from './view-window'

const calendars = ['/users/:user', '/users/:user/calendar', '/users/:user/calendars/:calendar'] as const

/** Events of the default calendar and of a named one, and what a calendar view shows of them. */
export const eventRoutes: readonly GraphRoute[] = calendars.flatMap((calendar): GraphRoute[] => {
  const path = `${calendar}/events`
  const one = `${path}/:event`
  // Without a calendar in the path an event of any calendar is reached: learn.microsoft.com/graph/api/event-get
  const eventOf = (call: GraphCall) =>
    visibleEvent(
      call.world,
      call.user.id,
      call.params.event ?? '',
      calendar === '/users/:user' ? undefined : calendarOf(call).number,
    )
  const act = (name: string, perform: (call: GraphCall, event: Instance) => void) =>
    calendarRoute('POST', `${one}/${name}`, (call) => {
      const event = eventOf(call)
      call.world.store.atomically(() => perform(call, event))
      return accepted()
    })
  return [
    calendarRoute('GET', path, listEvents, listOptions),
    calendarRoute('POST', path, (call) => postEvent(call, calendarOf(call))),
    calendarRoute('GET', one, (call) => entity(call, eventOf(call)), ['$select', '$expand']),
    calendarRoute('PATCH', one, (call) => patchEvent(call, eventOf(call))),
    calendarRoute('DELETE', one, (call) => removeEvent(call, eventOf(call))),
    calendarRoute('GET', `${one}/calendar`, (call) => calendarOfEvent(call, eventOf(call)), ['$select']),
    calendarRoute('GET', `${one}/instances`, (call) => listInstances(call, eventOf(call)), listOptions),
    calendarRoute('POST', `${one}/permanentDelete`, (call) => {
      const event = eventOf(call)
      call.world.store.atomically(() => permanentlyDeleteEvent(call.world, event))
      return noContent()
    }),
    act('accept', (call, event) => answerMeeting(call.world, event, 'accepted', call.body)),
    act('tentativelyAccept', (call, event) =>
      answerMeeting(call.world, event, 'tentativelyAccepted', call.body),
    ),
    act('decline', (call, event) => answerMeeting(call.world, event, 'declined', call.body)),
    act('cancel', (call, event) => cancelAsOrganizer(call.world, event, call.body)),
    calendarRoute('GET', `${calendar}/calendarView`, listView, listOptions),
    calendarRoute('GET', `${calendar}/calendarView/delta`, eventDelta, [
      '$select',
      '$skiptoken',
      '$deltatoken',
    ]),
    calendarRoute('GET', `${path}/delta`, deltaWithoutView, ['$skiptoken', '$deltatoken']),
    calendarRoute('PATCH', path, idMissing),
    calendarRoute('DELETE', path, idMissing),
  ]
})

function listEvents(call: GraphCall): GraphReply {
  const calendar = calendarOf(call)
  return listOf(call, rowsOf(call, calendar).map(wholeEvent))
}

/** The events of a calendar in the order in which they were made. */
const rowsOf = ({ world }: GraphCall, { userId, number }: CalendarRow): EventRow[] =>
  world.calendars.eventsIn(userId, number).sort((a, b) => a.number - b.number)

/** Occurrences instead of series: learn.microsoft.com/graph/api/user-list-calendarview */
function listView(call: GraphCall): GraphReply {
  const calendar = calendarOf(call)
  const window = windowOf(call, { delta: false })
  const hidden = call.query.select?.find((name) => /^(?:created|lastModified)DateTime$/.test(name))
  if (hidden !== undefined)
    throw new GraphError(400, 'ErrorInvalidProperty', `'${hidden}' cannot be selected on a calendarView.`)
  const found = rowsOf(call, calendar).flatMap((row) => instancesIn(row, window))
  return listOf(
    call,
    found.sort((a, b) => a.values.start.ms - b.values.start.ms),
  )
}

/** learn.microsoft.com/graph/api/event-list-instances */
function listInstances(call: GraphCall, { row, type }: Instance): GraphReply {
  if (type !== 'seriesMaster')
    throw new GraphError(400, 'ErrorInvalidRequest', 'Only a series has instances.')
  return listOf(call, instancesIn(row, windowOf(call, { delta: false })))
}

function listOf(call: GraphCall, events: readonly Instance[]): GraphReply {
  const { query, world } = call
  assertSelectable(query.select, sampleEvent, 'event')
  const view = eventViewOf(call)
  const found = events.filter(itemFilter(query.filter, filterableEvent, world.settings.uncertain))
  const { page, links } = pageOf(call, ordered(found, query.orderby, filterableEvent.properties))
  return withPreferences(call, {
    status: 200,
    body: {
      '@odata.context': contextOf(world.graphUrl, call.user, 'events'),
      ...links,
      value: page.map((event) => eventToGraph(event, view)),
    },
  })
}

function patchEvent(call: GraphCall, event: Instance): GraphReply {
  const { outlook, random, settings, store } = call.world
  const body = parseEvent(jsonObject(call), settings.uncertain)
  if (body.transactionId !== null && body.transactionId !== event.row.transactionId)
    throw new GraphError(400, 'ErrorInvalidPropertySet', "The property 'transactionId' cannot be changed.")
  refuseStale(call, event.row)
  // Two writes that met inside Exchange: github.com/microsoftgraph/msgraph-sdk-dotnet/issues/1201
  const { spontaneousConflictChance } = outlook.conduct.values()
  if (spontaneousConflictChance > 0 && random.next() < spontaneousConflictChance) throw irresolvableConflict()
  const row = store.atomically(() => updateEvent(call.world, event, body))
  const id = eventId({ row, day: event.day }, { immutableId: true })
  return entity(call, visibleEvent(call.world, call.user.id, id))
}

function removeEvent(call: GraphCall, event: Instance): GraphReply {
  if (call.world.settings.uncertain.U4 === 'patch-and-delete') refuseStale(call, event.row)
  call.world.store.atomically(() => deleteEvent(call.world, event))
  return noContent()
}

/** Whether this navigation answers has no page (U44). */
function calendarOfEvent(call: GraphCall, { row }: Instance): GraphReply {
  const calendar = calendarNumbered(call.world, row.userId, row.calendar)
  if (call.world.settings.uncertain.U44 === '400' || !calendar)
    throw new GraphError(400, 'BadRequest', "Resource not found for the segment 'calendar'.")
  return ok(calendarEntity(call, calendar))
}

function refuseStale({ headers }: GraphCall, row: EventRow): void {
  const expected = headers.get('if-match')
  if (expected === null || expected === '*') return
  const current = etagOf(row.userId, row.version)
  if (expected !== current && `W/${expected}` !== current) throw irresolvableConflict()
}

function entity(call: GraphCall, event: Instance): GraphReply {
  assertSelectable(call.query.select, sampleEvent, 'event')
  const context = contextOf(call.world.graphUrl, call.user, 'events/$entity')
  const body = { '@odata.context': context, ...eventToGraph(event, eventViewOf(call)) }
  return withPreferences(call, { status: 200, body })
}

/** Documented in beta only; what v1.0 says was seen in issues of Microsoft's SDKs. */
function deltaWithoutView({ query }: GraphCall): never {
  if ([...query.custom.keys()].some((name) => name.toLowerCase() === 'startdatetime'))
    throw new GraphError(501, 'NotImplemented', 'This emulator covers delta of a calendarView only.')
  throw new GraphError(400, 'ErrorInvalidParameter', "The value '' of parameter 'StartDateTime' is invalid.")
}

function idMissing(): never {
  throw new GraphError(405, 'ErrorInvalidRequest', 'The OData request is not supported.')
}
