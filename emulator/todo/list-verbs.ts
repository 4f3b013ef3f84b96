import { rowId } from '../outlook/outlook'
import type { World } from '../world'
import { listsOf } from './find-list'
import { defaultList, type ListRow } from './todo'
import { invalidRequest } from './todo-error'

type Surroundings = Pick<World, 'todo' | 'outlook' | 'settings' | 'clock'>

/** Makes a list. A name that is taken is not refused: the new list gets a number behind it. */
export function createList(world: Surroundings, userId: string, displayName: string): ListRow {
  const number = world.outlook.advance(userId)
  return world.todo.lists.put({
    id: rowId(userId, number),
    userId,
    number,
    displayName: freeName(world, userId, displayName),
    version: number,
    deletedAtMs: null,
  })
}

export function renameList(world: Surroundings, list: ListRow, displayName: string): ListRow {
  refuseBuiltIn(list, 'renamed')
  const name =
    displayName === list.displayName ? displayName : freeName(world, list.userId, displayName, list.number)
  return world.todo.lists.put({ ...list, displayName: name, version: world.outlook.advance(list.userId) })
}

/** Deletes a list with its tasks. Nobody is told of the tasks one by one: whoever follows them hears nothing at all. */
export function deleteList(world: Surroundings, list: ListRow): void {
  refuseBuiltIn(list, 'deleted')
  const version = world.outlook.advance(list.userId)
  world.outlook.removals.put({
    id: `list:${list.id}`,
    userId: list.userId,
    kind: 'list',
    folder: 0,
    number: list.number,
    placement: 0,
    version,
  })
  world.todo.lists.put({ ...list, version, deletedAtMs: world.clock.now().getTime() })
}

/** learn.microsoft.com/graph/api/resources/todotasklist: built-in lists can be neither renamed nor deleted. */
function refuseBuiltIn(list: ListRow, what: 'renamed' | 'deleted'): void {
  if (list.number === defaultList)
    throw invalidRequest(`A built-in list cannot be ${what}.`, 'ErrorInvalidRequest')
}

/** github.com/pnp/cli-microsoft365/issues/1610 (U27) */
function freeName(world: Surroundings, userId: string, wanted: string, except?: number): string {
  if (world.settings.uncertain.U27 === 'two-equal') return wanted
  const taken = new Set(
    listsOf(world, userId)
      .filter(({ number }) => number !== except)
      .map(({ displayName }) => displayName.toLowerCase()),
  )
  let name = wanted
  for (let count = 1; taken.has(name.toLowerCase()); count += 1) name = `${wanted} (${count})`
  return name
}
