import { parseItemId } from '../outlook/item-id'
import { rowId } from '../outlook/outlook'
import type { World } from '../world'
import { defaultList, type ListRow } from './todo'
import { malformedTodoId, todoItemNotFound } from './todo-error'

type Surroundings = Pick<World, 'todo' | 'outlook' | 'settings' | 'clock'>

/** Before everything that a mailbox's sequence numbers. */
const fromTheBeginning = 0.5

/** The built-in list. It has no row of its own: nobody can rename or delete it. */
export const defaultListOf = (userId: string): ListRow => ({
  id: rowId(userId, defaultList),
  userId,
  number: defaultList,
  displayName: 'Tasks',
  version: fromTheBeginning,
  deletedAtMs: null,
})

/** Every list that is there, the built-in one first. */
export const listsOf = ({ todo }: Pick<World, 'todo'>, userId: string): ListRow[] => [
  defaultListOf(userId),
  ...todo
    .listsMadeBy(userId)
    .filter(({ deletedAtMs }) => deletedAtMs === null)
    .sort((a, b) => a.number - b.number),
]

/** A list by its id, also a deleted one. @throws GraphError 400 for a malformed id, 404 for an unknown one */
export function listById({ todo, settings }: Surroundings, userId: string, id: string): ListRow {
  const address = parseItemId(id)
  if (address?.form !== 'folder') throw malformedTodoId()
  const own = address.mailboxId === userId
  const list =
    address.number === defaultList ? defaultListOf(userId) : todo.lists.get(rowId(userId, address.number))
  if (!own || !list) throw todoItemNotFound(settings.uncertain)
  return list
}

/** A list as a request for the list itself sees it: gone once deleted. */
export function visibleList(world: Surroundings, userId: string, id: string): ListRow {
  const list = listById(world, userId, id)
  if (list.deletedAtMs !== null) throw todoItemNotFound(world.settings.uncertain)
  return list
}

/**
 * A list as a request for its tasks sees it: a deleted one goes on answering for a while, and takes new tasks into
 * nowhere. Seen on the service in 2026 for 20 seconds and more.
 */
export function answeringList(world: Surroundings, userId: string, id: string): ListRow {
  const list = listById(world, userId, id)
  if (list.deletedAtMs === null) return list
  const { deletedListAnswersMs } = world.outlook.conduct.values()
  const stillAnswers = world.clock.now().getTime() < list.deletedAtMs + deletedListAnswersMs
  if (!stillAnswers) throw todoItemNotFound(world.settings.uncertain)
  return list
}
