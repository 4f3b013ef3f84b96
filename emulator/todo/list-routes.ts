import { z } from 'zod'
import type { GraphCall, GraphReply, GraphRoute } from '../graph/call'
import { created, noContent, ok } from '../graph/replies'
import { contextOf } from '../outlook/contact-to-graph'
import { jsonObject } from '../outlook/request-body'
import { listsOf } from './find-list'
import { createList, deleteList, renameList } from './list-verbs'
import { listsDelta } from './task-delta'
import { listToGraph, listPath as shownPath } from './task-to-graph'
import { defaultList, type ListRow } from './todo'
import { invalidModel } from './todo-error'
import { filterableList, pageOfRows } from './todo-page'
import { listPath, listsPath, mayWrite, namedList, todoRoute } from './todo-route'
import { viewOf } from './todo-view'

const listForm = z.strictObject({ displayName: z.string().trim().min(1).max(255) })

/** Lists of tasks: learn.microsoft.com/graph/api/resources/todotasklist */
export const listRoutes: readonly GraphRoute[] = [
  todoRoute('GET', listsPath, listLists),
  todoRoute('POST', listsPath, (call) => {
    const name = displayName(call)
    const list = call.world.store.atomically(() => createList(call.world, call.user.id, name))
    return created(entity(call, list), `${call.world.graphUrl}/v1.0/${shownPath(list)}`)
  }),
  todoRoute('GET', `${listsPath}/delta`, listsDelta, {
    ...mayWrite,
    application: ['Tasks.Read.All', 'Tasks.ReadWrite.All'],
  }),
  todoRoute('GET', listPath, (call) => ok(entity(call, namedList(call)))),
  // If-Match was seen to be ignored here.
  todoRoute('PATCH', listPath, (call) => {
    const list = namedList(call)
    const name = displayName(call)
    return ok(
      entity(
        call,
        call.world.store.atomically(() => renameList(call.world, list, name)),
      ),
    )
  }),
  todoRoute('DELETE', listPath, (call) => {
    const list = namedList(call)
    call.world.store.atomically(() => deleteList(call.world, list))
    return noContent()
  }),
]

function listLists(call: GraphCall): GraphReply {
  const { world, user } = call
  const view = viewOf(call)
  const { page, links } = pageOfRows(call, listsOf(world, user.id), filterableList)
  return ok({
    '@odata.context': contextOf(world.graphUrl, user, 'todo/lists'),
    ...links,
    value: page.map((list) => listToGraph(list, list.number === defaultList, view)),
  })
}

function displayName(call: GraphCall): string {
  const own = Object.entries(jsonObject(call)).filter(([name]) => !name.includes('@odata.'))
  const sent = listForm.safeParse(Object.fromEntries(own))
  if (sent.success) return sent.data.displayName
  throw invalidModel(z.prettifyError(sent.error))
}

function entity(call: GraphCall, list: ListRow): Record<string, unknown> {
  return {
    '@odata.context': contextOf(call.world.graphUrl, call.user, 'todo/lists/$entity'),
    ...listToGraph(list, list.number === defaultList, viewOf(call)),
  }
}
