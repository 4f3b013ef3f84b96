import type { Collection } from '../core/collection'
import type { Store } from '../core/store'
import { folderId, ordinaryItemId } from '../outlook/item-id'
import { rowId } from '../outlook/outlook'
import type { ChecklistItem, LinkedResource, TaskValues } from './task-values'

/** Number of the list that every mailbox has; the others are numbered by the mailbox's own sequence. */
export const defaultList = 0x7fff_0000_0100

export type ListRow = {
  id: string
  userId: string
  number: number
  displayName: string
  /** Position in the mailbox's sequence of its last change. */
  version: number
  /** Deleted since then; such a list goes on answering for a while. */
  deletedAtMs: number | null
}

export type TaskRow = {
  id: string
  userId: string
  number: number
  /** Counts moves: the id carries it. */
  placement: number
  list: number
  values: TaskValues
  /** At most one. */
  linkedResource: LinkedResource | null
  checklist: readonly ChecklistItem[]
  createdAt: string
  lastModifiedAt: string
  bodyLastModifiedAt: string
  /** Position in the mailbox's sequence of the last change: what the etag is made of, and its place in delta. */
  version: number
}

/** An open extension of a task or a list, by the row that has it. */
export type ExtensionRow = {
  id: string
  of: string
  name: string
  document: Readonly<Record<string, unknown>>
}

/** The mailboxes' To Do. Verbs change it, routes and pages call verbs. */
export type Todo = {
  lists: Collection<ListRow>
  tasks: Collection<TaskRow>
  extensions: Collection<ExtensionRow>
  /** Lists that somebody has made, deleted ones included. */
  listsMadeBy(userId: string): ListRow[]
  tasksIn(list: Pick<ListRow, 'userId' | 'number'>): TaskRow[]
  extensionsOf(rowId: string): ExtensionRow[]
}

export function openTodo(store: Store): Todo {
  const lists = store.collection<ListRow>('todo-lists')
  const tasks = store.collection<TaskRow>('todo-tasks')
  const extensions = store.collection<ExtensionRow>('todo-extensions')
  const byUser = lists.indexBy(({ userId }) => userId)
  const byList = tasks.indexBy(({ userId, list }) => rowId(userId, list))
  const extending = extensions.indexBy(({ of }) => of)
  return {
    lists,
    tasks,
    extensions,
    listsMadeBy: (userId) => byUser(userId),
    tasksIn: ({ userId, number }) => byList(rowId(userId, number)),
    extensionsOf: (id) => extending(id),
  }
}

export const listId = ({ userId, number }: Pick<ListRow, 'userId' | 'number'>) => folderId(userId, number)

/** The id of a task. Moved to another list it has another one; there are no immutable ids in To Do. */
export const taskId = ({ userId, number, placement }: Pick<TaskRow, 'userId' | 'number' | 'placement'>) =>
  ordinaryItemId(userId, number, placement)
