import { createHash } from 'node:crypto'
import type { GraphCall, GraphReply } from '../graph/call'
import { GraphError } from '../graph/graph-error'
import { created } from '../graph/replies'
import { deletedItems } from '../outlook/outlook'
import { jsonObject, withPreferences } from '../outlook/request-body'
import { calendarIdOf } from './calendar-to-graph'
import type { CalendarRow, EventRow } from './calendars'
import { eventId } from './event-id'
import { eventToGraph } from './event-to-graph'
import { createEvent } from './event-verbs'
import { eventViewOf } from './event-view'
import { parseEvent } from './parse-event'
import { wholeEvent } from './series'

/** Creates an event, once per transactionId: learn.microsoft.com/graph/api/calendar-post-events */
export function postEvent(call: GraphCall, calendar: CalendarRow): GraphReply {
  const { world, user } = call
  const sent = jsonObject(call)
  const body = parseEvent(sent, world.settings.uncertain)
  const hash = createHash('sha256').update(JSON.stringify(sent)).digest('base64')
  const known = body.transactionId === null ? null : eventOfTransaction(call, calendar, body.transactionId)
  if (known && known.transactionBody !== hash) throw duplicateTransaction()
  const row = known ?? world.store.atomically(() => createEvent(world, calendar, body, hash))
  const within = `users('${user.id}')/calendars('${calendarIdOf(calendar)}')/events`
  const view = eventViewOf(call)
  const event = wholeEvent(row)
  const shown = {
    '@odata.context': `${world.graphUrl}/v1.0/$metadata#${within}/$entity`,
    ...eventToGraph(event, view),
  }
  return withPreferences(call, created(shown, `${world.graphUrl}/v1.0/${within}('${eventId(event, view)}')`))
}

/** How far and how long a transactionId is remembered is not documented (U6). */
function eventOfTransaction(
  { world, user }: GraphCall,
  calendar: CalendarRow,
  transactionId: string,
): EventRow | null {
  const { U6 } = world.settings.uncertain
  const rows = world.calendars.eventsOfTransaction(user.id, transactionId)
  const known = rows.find(
    (row) => row.calendar !== deletedItems && (U6 !== 'per-calendar' || row.calendar === calendar.number),
  )
  if (known) return known
  if (U6 === 'beyond-deletion' && rows.length > 0) throw duplicateTransaction()
  return null
}

const duplicateTransaction = () =>
  new GraphError(
    400,
    'ErrorDuplicateTransactionId',
    "Your request can't be completed. The TransactionId specified in the request has already been used to create a different event.",
  )
