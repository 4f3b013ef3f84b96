import type { GraphCall, GraphReply } from '../graph/call'
import { GraphError, itemNotFound } from '../graph/graph-error'
import { type DeltaEntry, deltaPage, syncStateNotFound } from '../outlook/delta-round'
import { contactId } from '../outlook/outlook'
import type { World } from '../world'
import type { CalendarRow, EventRow } from './calendars'
import { eventId } from './event-id'
import { type EventView, eventToGraph, thinOccurrence } from './event-to-graph'
import { eventViewOf } from './event-view'
import { calendarById, defaultCalendarOf } from './find-calendar'
import { instancesIn, type Window, wholeEvent } from './series'
import { windowOf } from './view-window'

const eventType = '#microsoft.graph.event'

/**
 * Changes of one calendar within a window of time: learn.microsoft.com/graph/api/event-delta. `@removed` is told of
 * what was deleted, left the calendar or the window, and also of whatever happened outside the window
 * (github.com/microsoftgraph/microsoft-graph-docs/issues/6599).
 */
export function eventDelta(call: GraphCall): GraphReply {
  const { world } = call
  const calendar = calendarTracked(call)
  const { U7, U8, U9 } = world.settings.uncertain
  if (call.query.select !== null && U9 === '400') throw unsupported('$select')
  const view = { ...eventViewOf(call), ...(U8 === 'ignored' ? { textBody: false } : {}) }
  return deltaPage(call, {
    name: `events of ${calendar.id}`,
    context: `${world.graphUrl}/v1.0/$metadata#Collection(event)`,
    defaultPageSize: Number(U7),
    windowAsked: () => windowOf(call, { delta: true }),
    entriesSince({ position, start, select, window }) {
      if (!window) throw syncStateNotFound()
      if (calendar.place === 'deleted' && world.settings.uncertain.U2 === 'empty') return []
      const shown = { ...view, select: U9 === 'honoured' ? select : null }
      return [
        ...world.calendars
          .eventsIn(calendar.userId, calendar.number)
          .filter(({ listedAt }) => listedAt > position)
          .flatMap((row) => changed(row, window, start, shown)),
        ...removed(world, calendar, { position, start }, shown),
      ]
    },
  })
}

/** An event in the window is told; of one outside only that it is "removed", if that is news. */
function changed(row: EventRow, window: Window, start: number, view: EventView): DeltaEntry[] {
  const instances = instancesIn(row, window)
  if (instances.length > 0) return [{ position: row.listedAt, show: () => linesOf(row, instances, view) }]
  return row.listedAt > start ? [removedEntry(row.listedAt, eventId({ row, day: null }, view))] : []
}

/** A series comes with its master, wherever that begins, and with its occurrences in the window. */
function linesOf(row: EventRow, instances: ReturnType<typeof instancesIn>, view: EventView) {
  const whole = { '@odata.type': eventType, ...eventToGraph(wholeEvent(row), view) }
  if (!row.values.recurrence) return [whole]
  const parts = instances.map((instance) => ({
    '@odata.type': eventType,
    ...(instance.type === 'exception' ? eventToGraph(instance, view) : thinOccurrence(instance, view)),
  }))
  return [whole, ...parts]
}

/** Also events that moved to another calendar; an immutable id is not told as removed when it is back. */
function removed(
  { outlook, calendars }: World,
  calendar: CalendarRow,
  { position, start }: { position: number; start: number },
  view: EventView,
): DeltaEntry[] {
  return outlook
    .removalsFrom(calendar.userId, 'event', calendar.number)
    .filter(({ version }) => version > position && version > start)
    .filter((removal) => {
      const back = calendars.events.get(`${removal.userId}:${removal.number}`)?.calendar === calendar.number
      return !(view.immutableId && back)
    })
    .map((removal) => removedEntry(removal.version, contactId(removal, view)))
}

const removedEntry = (position: number, id: string): DeltaEntry => ({
  position,
  show: () => ({ '@odata.type': eventType, id, '@removed': { reason: 'deleted' } }),
})

/** What the delta of a deleted calendar answers is not documented (U2); for mail folders 404 with two codes was seen. */
function calendarTracked({ world, user, params }: GraphCall): CalendarRow {
  if (params.calendar === undefined) return defaultCalendarOf(world, user.id)
  const calendar = calendarById(world, user.id, params.calendar)
  if (calendar.place === 'listed') return calendar
  switch (world.settings.uncertain.U2) {
    case '404':
      throw itemNotFound()
    case '404-sync-folder':
      throw new GraphError(404, 'ErrorSyncFolderNotFound', 'The folder to sync could not be found.')
    case '410':
      throw syncStateNotFound()
    case 'empty':
      return calendar
  }
}

const unsupported = (option: string) =>
  new GraphError(400, 'ErrorInvalidUrlQuery', `The query option '${option}' is not supported here.`)
