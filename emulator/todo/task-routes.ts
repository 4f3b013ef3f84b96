import type { GraphCall, GraphReply, GraphRoute } from '../graph/call'
import { accessDenied } from '../graph/graph-error'
import { created, noContent, ok } from '../graph/replies'
import { jsonObject } from '../outlook/request-body'
import { honourIfMatch } from './if-match'
import { parseTask } from './parse-task'
import { tasksDelta } from './task-delta'
import { listPath, taskPath as shownPath, taskToGraph } from './task-to-graph'
import { createTask, deleteTask, updateTask } from './task-verbs'
import type { ListRow, TaskRow } from './todo'
import { staleEtag } from './todo-error'
import { filterableTask, pageOfRows } from './todo-page'
import { namedTask, taskPath, tasksList, tasksPath, todoRoute } from './todo-route'
import { viewOf } from './todo-view'

/** Tasks of a list: learn.microsoft.com/graph/api/resources/todotask */
export const taskRoutes: readonly GraphRoute[] = [
  todoRoute('GET', tasksPath, listTasks),
  todoRoute('POST', tasksPath, postTask),
  todoRoute('GET', `${tasksPath}/delta`, tasksDelta),
  todoRoute('GET', taskPath, (call) => ok(entity(call, namedTask(call)))),
  todoRoute('PATCH', taskPath, patchTask),
  // If-Match was seen to be ignored here: a stale one deletes all the same.
  todoRoute('DELETE', taskPath, (call) => {
    const task = namedTask(call)
    call.world.store.atomically(() => deleteTask(call.world, task))
    return noContent()
  }),
]

function listTasks(call: GraphCall): GraphReply {
  const { world } = call
  const list = tasksList(call)
  const view = viewOf(call)
  const tasks = world.todo.tasksIn(list).sort((a, b) => a.number - b.number)
  const { page, links } = pageOfRows(call, tasks, filterableTask)
  return ok({
    '@odata.context': `${world.graphUrl}/v1.0/$metadata#${listPath(list)}/tasks`,
    ...links,
    value: page.map((task) => taskToGraph(task, view)),
  })
}

function postTask(call: GraphCall): GraphReply {
  const { world } = call
  const list: ListRow = tasksList(call)
  const body = parseTask(jsonObject(call), 'create', world.settings.uncertain)
  if (body.extensions.length > 0 && call.principal.kind === 'application') throw accessDenied()
  const task = world.store.atomically(() => createTask(world, list, body))
  return created(entity(call, task), `${world.graphUrl}/v1.0/${shownPath(task)}`)
}

function patchTask(call: GraphCall): GraphReply {
  const { world } = call
  const task = namedTask(call)
  const { write } = parseTask(jsonObject(call), 'update', world.settings.uncertain)
  honourIfMatch(call, task)
  // Two writes that met inside Exchange: github.com/microsoftgraph/msgraph-sdk-dotnet/issues/1201
  const { spontaneousConflictChance } = world.outlook.conduct.values()
  if (spontaneousConflictChance > 0 && world.random.next() < spontaneousConflictChance) throw staleEtag()
  return ok(
    entity(
      call,
      world.store.atomically(() => updateTask(world, task, write)),
    ),
  )
}

function entity(call: GraphCall, task: TaskRow): Record<string, unknown> {
  const list = { userId: task.userId, number: task.list }
  return {
    '@odata.context': `${call.world.graphUrl}/v1.0/$metadata#${listPath(list)}/tasks/$entity`,
    ...taskToGraph(task, viewOf(call)),
  }
}
