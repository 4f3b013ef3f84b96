import type { GraphCall, GraphReply, GraphRoute } from '../graph/call'
import { created, noContent, ok } from '../graph/replies'
import { jsonObject } from '../outlook/request-body'
import { honourIfMatch } from './if-match'
import { parseChecklistItem, parseLinkedResource } from './parse-children'
import { checklistItemToGraph, linkedResourceToGraph, taskPath as shownPath } from './task-to-graph'
import type { ChecklistItem, LinkedResource } from './task-values'
import { changeTask } from './task-verbs'
import type { TaskRow } from './todo'
import { invalidModel, todoItemNotFound } from './todo-error'
import { namedTask, taskPath, todoRoute } from './todo-route'

const checklist = `${taskPath}/checklistItems`
const links = `${taskPath}/linkedResources`

/** What hangs on a task. Every change of it moves the task's own etag. */
export const childRoutes: readonly GraphRoute[] = [
  todoRoute('GET', checklist, (call) => {
    const task = namedTask(call)
    return many(call, task, 'checklistItems', task.checklist.map(checklistItemToGraph))
  }),
  todoRoute('POST', checklist, postChecklistItem),
  todoRoute('GET', `${checklist}/:item`, (call) => {
    const task = namedTask(call)
    return ok(entity(call, task, 'checklistItems', checklistItemToGraph(itemOf(call, task))))
  }),
  todoRoute('PATCH', `${checklist}/:item`, patchChecklistItem),
  todoRoute('DELETE', `${checklist}/:item`, (call) => {
    const task = namedTask(call)
    const item = itemOf(call, task)
    honourIfMatch(call, task)
    change(call, task, { checklist: task.checklist.filter(({ id }) => id !== item.id) })
    return noContent()
  }),
  todoRoute('GET', links, (call) => {
    const task = namedTask(call)
    const shown = task.linkedResource ? [linkedResourceToGraph(task.linkedResource)] : []
    return many(call, task, 'linkedResources', shown)
  }),
  todoRoute('POST', links, postLinkedResource),
  todoRoute('GET', `${links}/:link`, (call) => {
    const task = namedTask(call)
    return ok(entity(call, task, 'linkedResources', linkedResourceToGraph(linkOf(call, task))))
  }),
  todoRoute('PATCH', `${links}/:link`, (call) => {
    const task = namedTask(call)
    const changes = parseLinkedResource(jsonObject(call), 'update')
    const link = { ...linkOf(call, task), ...changes }
    honourIfMatch(call, task)
    change(call, task, { linkedResource: link })
    return ok(entity(call, task, 'linkedResources', linkedResourceToGraph(link)))
  }),
  todoRoute('DELETE', `${links}/:link`, (call) => {
    const task = namedTask(call)
    linkOf(call, task)
    honourIfMatch(call, task)
    change(call, task, { linkedResource: null })
    return noContent()
  }),
]

function postChecklistItem(call: GraphCall): GraphReply {
  const task = namedTask(call)
  const { displayName = '', isChecked = false } = parseChecklistItem(jsonObject(call), 'create')
  honourIfMatch(call, task)
  const at = call.now.toISOString()
  const item: ChecklistItem = {
    id: call.world.random.uuid(),
    displayName,
    isChecked,
    createdDateTime: at,
    checkedDateTime: isChecked ? at : null,
  }
  change(call, task, { checklist: [...task.checklist, item] })
  return made(call, task, 'checklistItems', checklistItemToGraph(item))
}

/** Seen on the service in 2026: a PATCH that does not name `isChecked` takes the tick away. */
function patchChecklistItem(call: GraphCall): GraphReply {
  const task = namedTask(call)
  const item = itemOf(call, task)
  const { displayName = item.displayName, isChecked = false } = parseChecklistItem(jsonObject(call), 'update')
  honourIfMatch(call, task)
  const at = isChecked ? (item.checkedDateTime ?? call.now.toISOString()) : null
  const changed: ChecklistItem = { ...item, displayName, isChecked, checkedDateTime: at }
  change(call, task, { checklist: task.checklist.map((other) => (other.id === item.id ? changed : other)) })
  return ok(entity(call, task, 'checklistItems', checklistItemToGraph(changed)))
}

function postLinkedResource(call: GraphCall): GraphReply {
  const task = namedTask(call)
  const { applicationName = '', ...rest } = parseLinkedResource(jsonObject(call), 'create')
  if (task.linkedResource) throw invalidModel('Only one item in linkedResources is allowed.')
  honourIfMatch(call, task)
  const link: LinkedResource = { ...rest, applicationName, id: call.world.random.uuid() }
  change(call, task, { linkedResource: link })
  return made(call, task, 'linkedResources', linkedResourceToGraph(link))
}

function itemOf({ params, world }: GraphCall, task: TaskRow): ChecklistItem {
  const item = task.checklist.find(({ id }) => id === params.item)
  if (!item) throw todoItemNotFound(world.settings.uncertain)
  return item
}

function linkOf({ params, world }: GraphCall, { linkedResource }: TaskRow): LinkedResource {
  if (linkedResource?.id !== params.link || !linkedResource) throw todoItemNotFound(world.settings.uncertain)
  return linkedResource
}

const change = ({ world }: GraphCall, task: TaskRow, changes: Parameters<typeof changeTask>[2]) =>
  void world.store.atomically(() => changeTask(world, task, changes))

type Children = 'checklistItems' | 'linkedResources'

const contextOf = ({ world }: GraphCall, task: TaskRow, name: Children) =>
  `${world.graphUrl}/v1.0/$metadata#${shownPath(task)}/${name}`

const many = (call: GraphCall, task: TaskRow, name: Children, value: readonly object[]) =>
  ok({ '@odata.context': contextOf(call, task, name), value })

const entity = (call: GraphCall, task: TaskRow, name: Children, child: object) => ({
  '@odata.context': `${contextOf(call, task, name)}/$entity`,
  ...child,
})

const made = (call: GraphCall, task: TaskRow, name: Children, child: { id: string }) =>
  created(
    entity(call, task, name, child),
    `${call.world.graphUrl}/v1.0/${shownPath(task)}/${name}('${child.id}')`,
  )
