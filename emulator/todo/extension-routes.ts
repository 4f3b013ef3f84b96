import type { GraphCall, GraphRoute } from '../graph/call'
import { created, noContent, ok } from '../graph/replies'
import { jsonObject } from '../outlook/request-body'
import { documentOf, extensionNameOf, extensionToGraph, parseExtension } from './parse-extension'
import { listPath as shownListPath, taskPath as shownTaskPath } from './task-to-graph'
import { changeTask } from './task-verbs'
import type { ExtensionRow } from './todo'
import { todoItemNotFound } from './todo-error'
import { listPath, namedList, namedTask, taskPath, todoRoute } from './todo-route'

/** What carries an extension: a list, or a task, which a change of an extension brings into delta. */
type Carrier = { id: string; path: string; touch(): void }

const delegatedOnly = { delegated: ['Tasks.ReadWrite'], application: [] }

/** Open extensions: learn.microsoft.com/graph/api/opentypeextension-post-opentypeextension */
export const extensionRoutes: readonly GraphRoute[] = [
  ...routesUnder(listPath, (call) => {
    const list = namedList(call)
    return { id: list.id, path: shownListPath(list), touch: () => {} }
  }),
  ...routesUnder(taskPath, (call) => {
    const task = namedTask(call)
    return { id: task.id, path: shownTaskPath(task), touch: () => void changeTask(call.world, task, {}) }
  }),
]

function routesUnder(carrierPath: string, carrierOf: (call: GraphCall) => Carrier): GraphRoute[] {
  const one = `${carrierPath}/extensions/:extension`
  const write = (call: GraphCall, carrier: Carrier, work: () => void) =>
    call.world.store.atomically(() => {
      work()
      carrier.touch()
    })
  return [
    todoRoute(
      'POST',
      `${carrierPath}/extensions`,
      (call) => {
        const carrier = carrierOf(call)
        const { name, document } = parseExtension(jsonObject(call))
        const row = { id: `${carrier.id}:${name}`, of: carrier.id, name, document }
        write(call, carrier, () => void call.world.todo.extensions.put(row))
        const shown = extensionToGraph(row)
        return created(shown, `${call.world.graphUrl}/v1.0/${carrier.path}/extensions('${shown.id}')`)
      },
      delegatedOnly,
    ),
    todoRoute('GET', one, (call) => ok(extensionToGraph(extensionOf(call, carrierOf(call)))), delegatedOnly),
    // The document is replaced, not merged.
    todoRoute(
      'PATCH',
      one,
      (call) => {
        const carrier = carrierOf(call)
        const row = { ...extensionOf(call, carrier), document: documentOf(jsonObject(call)) }
        write(call, carrier, () => void call.world.todo.extensions.put(row))
        return ok(extensionToGraph(row))
      },
      delegatedOnly,
    ),
    todoRoute(
      'DELETE',
      one,
      (call) => {
        const carrier = carrierOf(call)
        const { id } = extensionOf(call, carrier)
        write(call, carrier, () => void call.world.todo.extensions.delete(id))
        return noContent()
      },
      delegatedOnly,
    ),
  ]
}

function extensionOf({ world, params }: GraphCall, { id }: Carrier): ExtensionRow {
  const name = extensionNameOf(params.extension ?? '')
  const found = world.todo.extensionsOf(id).find((extension) => extension.name === name)
  if (!found) throw todoItemNotFound(world.settings.uncertain)
  return found
}
