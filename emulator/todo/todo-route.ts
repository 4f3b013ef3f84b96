import type { GraphCall, GraphRoute } from '../graph/call'
import { accessDenied } from '../graph/graph-error'
import { answeringList, visibleList } from './find-list'
import { taskById } from './find-task'
import type { ListRow, TaskRow } from './todo'
import { todoOptions } from './todo-view'

export const listsPath = '/users/:user/todo/lists'
export const listPath = `${listsPath}/:list`
export const tasksPath = `${listPath}/tasks`
export const taskPath = `${tasksPath}/:task`

/** learn.microsoft.com/graph/permissions-reference#tasks-permissions */
const mayRead = {
  delegated: ['Tasks.Read', 'Tasks.ReadWrite'],
  application: ['Tasks.Read.All', 'Tasks.ReadWrite.All'],
}
export const mayWrite = { delegated: ['Tasks.ReadWrite'], application: ['Tasks.ReadWrite.All'] }

/** A route of To Do: a GET reads, anything else writes. */
export function todoRoute(
  method: GraphRoute['method'],
  path: string,
  handler: GraphRoute['handler'],
  permissions: GraphRoute['permissions'] = method === 'GET' ? mayRead : mayWrite,
): GraphRoute {
  return {
    method,
    path,
    service: 'todo',
    permissions,
    query: todoOptions,
    handler: (call) => {
      refuseApplicationWrite(method, call)
      return handler(call)
    },
  }
}

/** Some pages of the documentation say that an application cannot write, others that it can (U23). */
function refuseApplicationWrite(method: GraphRoute['method'], { principal, world }: GraphCall): void {
  const isRefused =
    method !== 'GET' && principal.kind === 'application' && world.settings.uncertain.U23 === '403'
  if (isRefused) throw accessDenied()
}

/** The list in the path, where the list itself is asked for. */
export const namedList = ({ world, user, params }: GraphCall): ListRow =>
  visibleList(world, user.id, params.list ?? '')

/** The list in the path, where its tasks are asked for. */
export const tasksList = ({ world, user, params }: GraphCall): ListRow =>
  answeringList(world, user.id, params.list ?? '')

export const namedTask = (call: GraphCall): TaskRow =>
  taskById(call.world, tasksList(call), call.params.task ?? '')
