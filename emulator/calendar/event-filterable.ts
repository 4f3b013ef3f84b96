import type { Literal } from '../graph/odata/filter'
import type { Filterable } from '../outlook/item-filter'
import { iCalUIdOf } from './event-id'
import type { Instance } from './series'
import { wallOf } from './zoned-time'

const properties: Readonly<Record<string, (event: Instance) => Literal>> = {
  subject: ({ values }) => values.subject,
  'start/dateTime': ({ values }) => wallOf(values.start.ms, 'UTC'),
  'end/dateTime': ({ values }) => wallOf(values.end.ms, 'UTC'),
  createdDateTime: ({ row }) => row.createdDateTime,
  lastModifiedDateTime: ({ row }) => row.lastModifiedDateTime,
  isAllDay: ({ values }) => values.isAllDay,
  isCancelled: ({ row }) => row.isCancelled,
  isOrganizer: ({ row }) => row.isOrganizer,
  iCalUId: (event) => iCalUIdOf(event),
  importance: ({ values }) => values.importance,
  sensitivity: ({ values }) => values.sensitivity,
  showAs: ({ values }) => values.showAs,
  type: ({ type }) => type,
  transactionId: ({ row }) => row.transactionId,
  'organizer/emailAddress/address': ({ row }) => row.organizer.address,
  'location/displayName': ({ values }) => values.places[0]?.displayName ?? '',
  'responseStatus/response': ({ row }) => row.responseStatus.response,
}

/**
 * What `$filter` and `$orderby` know of an event. An all-day event is filtered by its stored instant, not by the
 * midnight that is shown (github.com/microsoftgraph/microsoft-graph-docs/issues/16798).
 */
export const filterableEvent: Filterable<Instance> = {
  properties,
  instants: ['start/dateTime', 'end/dateTime', 'createdDateTime', 'lastModifiedDateTime'],
  collections: {
    categories: ({ values }) => values.categories,
    'attendees/emailAddress/address': ({ values }) => values.attendees.map(({ person }) => person.address),
  },
  extended: ({ row }) => row.extended,
  contains: true,
}
