import type { GraphCall } from '../graph/call'
import { GraphError } from '../graph/graph-error'
import { type Filterable, itemFilter } from '../outlook/item-filter'
import { ordered, pageOf } from '../outlook/item-query'
import type { ListRow, TaskRow } from './todo'
import { invalidRequest } from './todo-error'

/** What a list answers when nobody asks for a size. Seen on the service in 2026. */
export const defaultPageSize = 50

export const filterableTask: Filterable<TaskRow> = {
  properties: {
    title: ({ values }) => values.title,
    status: ({ values }) => values.status,
    importance: ({ values }) => values.importance,
    isReminderOn: ({ values }) => values.isReminderOn,
    createdDateTime: ({ createdAt }) => createdAt,
    lastModifiedDateTime: ({ lastModifiedAt }) => lastModifiedAt,
    'dueDateTime/dateTime': ({ values }) => values.dueAt,
    'startDateTime/dateTime': ({ values }) => values.startAt,
    'completedDateTime/dateTime': ({ values }) => values.completedAt,
    'reminderDateTime/dateTime': ({ values }) => values.reminderAt,
  },
  instants: [
    'createdDateTime',
    'lastModifiedDateTime',
    'dueDateTime/dateTime',
    'startDateTime/dateTime',
    'completedDateTime/dateTime',
    'reminderDateTime/dateTime',
  ],
  collections: { categories: ({ values }) => values.categories },
  extended: () => ({}),
  contains: true,
}

export const filterableList: Filterable<ListRow> = {
  properties: { displayName: ({ displayName }) => displayName },
  collections: {},
  extended: () => ({}),
  contains: true,
}

/** A page of `rows`, filtered and ordered as the query says; `$count` is ignored. */
export function pageOfRows<T>(call: GraphCall, rows: readonly T[], over: Filterable<T>) {
  const { query, world } = call
  try {
    const found = rows.filter(itemFilter(query.filter, over, world.settings.uncertain))
    const all = ordered(found, query.orderby, over.properties)
    return pageOf({ ...call, query: { ...query, count: false } }, all, defaultPageSize)
  } catch (failure) {
    if (failure instanceof GraphError) throw invalidRequest(failure.message, failure.code)
    throw failure
  }
}
