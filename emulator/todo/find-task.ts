import { parseItemId } from '../outlook/item-id'
import { rowId } from '../outlook/outlook'
import type { World } from '../world'
import type { ListRow, TaskRow } from './todo'
import { malformedTodoId, todoItemNotFound } from './todo-error'

/** A task of a list by its id. @throws GraphError 400 for a malformed id, 404 for an unknown one or one from before a move */
export function taskById(
  { todo, settings }: Pick<World, 'todo' | 'settings'>,
  list: Pick<ListRow, 'userId' | 'number'>,
  id: string,
): TaskRow {
  const address = parseItemId(id)
  if (address?.form !== 'ordinary') throw malformedTodoId()
  const task = todo.tasks.get(rowId(address.mailboxId, address.number))
  const isThere =
    task?.userId === list.userId && task.list === list.number && task.placement === address.placement
  if (!task || !isThere) throw todoItemNotFound(settings.uncertain)
  return task
}

/** A task of any list, as the apps find it. @throws GraphError as `taskById` */
export function taskAnywhere(world: Pick<World, 'todo' | 'settings'>, userId: string, id: string): TaskRow {
  const address = parseItemId(id)
  if (!address || address.form === 'folder') throw malformedTodoId()
  const number = world.todo.tasks.get(rowId(userId, address.number))?.list ?? 0
  return taskById(world, { userId, number }, id)
}
