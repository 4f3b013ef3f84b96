import { etagOf } from '../outlook/item-id'
import { extensionToGraph } from './parse-extension'
import { shownDateTime } from './task-dates'
import type { ChecklistItem, LinkedResource } from './task-values'
import { type ExtensionRow, type ListRow, listId, type TaskRow, taskId } from './todo'

/** How a request wants to see tasks. */
export type TaskView = {
  /** What `@odata.context` starts with. */
  graphUrl: string
  /** The zone of dates, by the name that `Prefer: outlook.timezone` asked for. */
  zone: string
  /** Children come along without being asked for. */
  children: readonly ('checklistItems' | 'linkedResources')[]
  /** Null: everything. */
  select: readonly string[] | null
  /** The extension that `$expand` asked for; the others are never shown. */
  extensionName: string | null
  extensionsOf(rowId: string): readonly ExtensionRow[]
}

/**
 * A task as v1.0 shows it: what is null or empty is absent, children stand inline, attachments never.
 * learn.microsoft.com/graph/api/resources/todotask
 */
export function taskToGraph(task: TaskRow, view: TaskView): Record<string, unknown> {
  const { values } = task
  const dates = {
    completedDateTime: values.completedAt,
    dueDateTime: values.dueAt,
    startDateTime: values.startAt,
    reminderDateTime: values.reminderAt,
  }
  const shownDates = Object.entries(dates).flatMap(([name, at]) =>
    at === null ? [] : [[name, shownDateTime(at, view.zone)] as const],
  )
  const whole = {
    importance: values.importance,
    isReminderOn: values.isReminderOn,
    status: values.status,
    title: values.title,
    createdDateTime: sevenDecimals(task.createdAt),
    lastModifiedDateTime: sevenDecimals(task.lastModifiedAt),
    bodyLastModifiedDateTime: sevenDecimals(task.bodyLastModifiedAt),
    hasAttachments: false,
    categories: values.categories,
    id: taskId(task),
    body: values.body,
    ...Object.fromEntries(shownDates),
    ...(values.recurrence ? { recurrence: values.recurrence } : {}),
  }
  return {
    '@odata.etag': etagOf(task.userId, task.version),
    ...selected(whole, view.select),
    ...childrenOf(task, view),
    ...expandedExtension(task.id, taskPath(task), view),
  }
}

function childrenOf(task: TaskRow, view: TaskView): Record<string, unknown> {
  const present = {
    checklistItems: task.checklist.map(checklistItemToGraph),
    linkedResources: task.linkedResource ? [linkedResourceToGraph(task.linkedResource)] : [],
  }
  return Object.fromEntries(
    view.children.flatMap((name) =>
      present[name].length === 0
        ? []
        : [
            [`${name}@odata.context`, `${view.graphUrl}/v1.0/$metadata#${taskPath(task)}/${name}`],
            [name, present[name]],
          ],
    ),
  )
}

/** A list as v1.0 shows it: learn.microsoft.com/graph/api/resources/todotasklist */
export function listToGraph(
  list: ListRow,
  builtIn: boolean,
  view: Pick<TaskView, 'extensionName' | 'extensionsOf' | 'graphUrl' | 'select'>,
): Record<string, unknown> {
  const whole = {
    displayName: list.displayName,
    isOwner: true,
    isShared: false,
    wellknownListName: builtIn ? 'defaultList' : 'none',
    id: listId(list),
  }
  return {
    '@odata.etag': etagOf(list.userId, Math.ceil(list.version)),
    ...selected(whole, view.select),
    ...expandedExtension(list.id, listPath(list), view),
  }
}

export const checklistItemToGraph = (item: ChecklistItem) => ({
  displayName: item.displayName,
  createdDateTime: sevenDecimals(item.createdDateTime),
  isChecked: item.isChecked,
  id: item.id,
  ...(item.checkedDateTime === null ? {} : { checkedDateTime: sevenDecimals(item.checkedDateTime) }),
})

export const linkedResourceToGraph = ({ id, ...link }: LinkedResource) => ({ ...link, id })

export const listPath = (list: Pick<ListRow, 'userId' | 'number'>) =>
  `users('${list.userId}')/todo/lists('${listId(list)}')`

export const taskPath = (task: TaskRow) =>
  `${listPath({ userId: task.userId, number: task.list })}/tasks('${taskId(task)}')`

function expandedExtension(
  rowId: string,
  path: string,
  { extensionName, extensionsOf, graphUrl }: Pick<TaskView, 'extensionName' | 'extensionsOf' | 'graphUrl'>,
): Record<string, unknown> {
  if (extensionName === null) return {}
  const found = extensionsOf(rowId).filter(({ name }) => name === extensionName)
  if (found.length === 0) return {}
  return {
    'extensions@odata.context': `${graphUrl}/v1.0/$metadata#${path}/extensions`,
    extensions: found.map(extensionToGraph),
  }
}

function selected(whole: Record<string, unknown>, select: readonly string[] | null): Record<string, unknown> {
  if (!select) return whole
  return Object.fromEntries(Object.entries(whole).filter(([name]) => name === 'id' || select.includes(name)))
}

const sevenDecimals = (instant: string) =>
  instant.replace(/(\.\d+)?Z$/, (_, part = '.') => `${part.padEnd(8, '0')}Z`)
