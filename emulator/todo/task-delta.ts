import type { GraphCall, GraphReply } from '../graph/call'
import { GraphError } from '../graph/graph-error'
import { deltaPage, type TrackedList } from '../outlook/delta-round'
import { answeringList, listById, listsOf } from './find-list'
import { listToGraph, taskToGraph } from './task-to-graph'
import { defaultList, type ListRow, listId, taskId } from './todo'
import { invalidRequest } from './todo-error'
import { defaultPageSize } from './todo-page'
import { notParsed, viewOf } from './todo-view'

/** Changes of the tasks of one list: learn.microsoft.com/graph/api/todotask-delta */
export function tasksDelta(call: GraphCall): GraphReply {
  const { todo, outlook, graphUrl } = call.world
  refuseOptions(call)
  const list = deltaList(call)
  const isGhost = list.deletedAtMs !== null && isLater(call)
  const view = viewOf(call)
  return track(call, {
    name: `tasks of ${list.id}`,
    context: `${graphUrl}/v1.0/$metadata#Collection(todoTask)`,
    entriesSince: ({ position, start, select }) =>
      // The link of a deleted list goes on answering for good, and tells nothing.
      isGhost
        ? []
        : [
            ...todo
              .tasksIn(list)
              .filter(({ version }) => version > position)
              .map((task) => ({
                position: task.version,
                show: () => ({
                  '@odata.type': '#microsoft.graph.todoTask',
                  ...taskToGraph(task, { ...view, select: view.select && select }),
                }),
              })),
            ...outlook
              .removalsFrom(list.userId, 'task', list.number)
              .filter(({ version }) => version > position && version > start)
              .map((removal) => ({
                position: removal.version,
                show: () => ({
                  id: taskId(removal),
                  hasAttachments: false,
                  isReminderOn: false,
                  '@removed': { reason: 'deleted' },
                }),
              })),
          ],
  })
}

/** Changes of the lists themselves: learn.microsoft.com/graph/api/todotasklist-delta */
export function listsDelta(call: GraphCall): GraphReply {
  const { world, user } = call
  refuseOptions(call)
  const view = viewOf(call)
  return track(call, {
    name: `todo lists of ${user.id}`,
    context: `${world.graphUrl}/v1.0/$metadata#Collection(todoTaskList)`,
    entriesSince: ({ position, start }) => [
      ...listsOf(world, user.id)
        .filter(({ version }) => version > position)
        .map((list) => ({
          position: list.version,
          show: () => ({
            '@odata.type': '#microsoft.graph.todoTaskList',
            ...listToGraph(list, list.number === defaultList, view),
          }),
        })),
      ...world.outlook
        .removalsFrom(user.id, 'list', 0)
        // A list that came and went between two rounds is not told.
        .filter(({ version, number }) => version > position && version > start && number <= position)
        .map((removal) => ({
          position: removal.version,
          show: () => ({
            id: listId(removal),
            isOwner: true,
            isShared: false,
            wellknownListName: 'none',
            '@removed': { reason: 'deleted' },
          }),
        })),
    ],
  })
}

/** Ids of tasks know no immutable form; no preference is echoed. */
const track = (call: GraphCall, list: TrackedList) =>
  deltaPage(
    { ...call, prefer: { ...call.prefer, immutableId: false, all: new Map() } },
    { ...list, defaultPageSize, gone: todoSyncStateNotFound },
  )

/** From a saved link a deleted list can be asked for ever; from the beginning only as long as it goes on answering. */
const deltaList = (call: GraphCall): ListRow =>
  (isLater(call) ? listById : answeringList)(call.world, call.user.id, call.params.list ?? '')

const isLater = ({ query }: GraphCall) => query.skiptoken !== null || query.deltatoken !== null

/** Only `Prefer: odata.maxpagesize` sets the size of a page. Seen on the service in 2026. */
function refuseOptions({ query }: GraphCall): void {
  if (query.filter !== null || query.orderby !== null)
    throw invalidRequest(
      'Invalid request. Delta query is not supported by this resource.',
      'ErrorInvalidRequest',
    )
  if (query.top !== null || query.skip !== null)
    throw invalidRequest('Skip token is not provided.', 'ErrorInvalidRequest')
  if (query.expand?.includes('(')) throw notParsed('A $filter inside $expand is not supported with delta.')
}

const todoSyncStateNotFound = () =>
  new GraphError(
    410,
    'SyncStateNotFound',
    'The delta token is no longer valid, and the app must reset the sync state.',
    'SyncStateNotFound',
  )
