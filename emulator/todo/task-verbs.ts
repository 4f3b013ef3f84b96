import { rowId } from '../outlook/outlook'
import type { World } from '../world'
import { applyTaskWrite, rollOn } from './apply-task-write'
import type { TaskBody } from './parse-task'
import { emptyTask, type TaskValues, type TaskWrite } from './task-values'
import type { ListRow, TaskRow } from './todo'

export type Surroundings = Pick<World, 'todo' | 'outlook' | 'clock' | 'random' | 'settings'>

/** Makes a task in a list, as people and Graph do. */
export function createTask(world: Surroundings, list: ListRow, body: TaskBody): TaskRow {
  const task = storeTask(world, list, body)
  announce(world, task, 'created')
  return task
}

/** Puts a task into a list as if it had always been there: nobody is told. */
export function storeTask(world: Surroundings, list: ListRow, body: TaskBody): TaskRow {
  const now = world.clock.now()
  const { linkedResource: link } = body
  const task = insert(world, list, {
    values: applyTaskWrite(emptyTask(), body.write, now),
    linkedResource: link && { applicationName: '', ...link, id: world.random.uuid() },
    checklist: body.checklist.map(({ displayName = '', isChecked = false }) => ({
      id: world.random.uuid(),
      displayName,
      isChecked,
      createdDateTime: now.toISOString(),
      checkedDateTime: isChecked ? now.toISOString() : null,
    })),
  })
  for (const { name, document } of body.extensions)
    world.todo.extensions.put({ id: `${task.id}:${name}`, of: task.id, name, document })
  return task
}

/** Writes what `write` holds and leaves the rest. A recurring task that is completed rolls on instead. */
export function updateTask(world: Surroundings, task: TaskRow, write: TaskWrite): TaskRow {
  const now = world.clock.now()
  const values = applyTaskWrite(task.values, write, now)
  const completes = values.status === 'completed' && task.values.status !== 'completed'
  const rolled = completes ? rollOn(values, now) : null
  if (rolled) leaveDoneCopy(world, task, rolled.done)
  return changeTask(world, task, {
    values: rolled?.next ?? values,
    ...(write.body ? { bodyLastModifiedAt: now.toISOString() } : {}),
  })
}

/** Changes a task, or what hangs on it: either moves its etag and brings it into delta. */
export function changeTask(
  world: Surroundings,
  task: TaskRow,
  changes: Partial<Pick<TaskRow, 'values' | 'linkedResource' | 'checklist' | 'bodyLastModifiedAt'>>,
): TaskRow {
  const changed = world.todo.tasks.put({
    ...task,
    ...changes,
    lastModifiedAt: world.clock.now().toISOString(),
    version: world.outlook.advance(task.userId),
  })
  announce(world, changed, 'updated')
  return changed
}

/** Moves the etag without an edit, as Exchange does by itself at times. */
export function touchTask(world: Surroundings, task: TaskRow): TaskRow {
  const { settleTouchesLastModified } = world.outlook.conduct.values()
  const touched = world.todo.tasks.put({
    ...task,
    lastModifiedAt: settleTouchesLastModified ? world.clock.now().toISOString() : task.lastModifiedAt,
    version: world.outlook.advance(task.userId),
  })
  announce(world, touched, 'updated')
  return touched
}

export function deleteTask(world: Surroundings, task: TaskRow): void {
  leaveList(world, task)
  world.todo.tasks.delete(task.id)
  for (const { id } of world.todo.extensionsOf(task.id)) world.todo.extensions.delete(id)
}

/**
 * Moves a task to another list, which people do in the apps and Graph has no call for: it leaves here, and appears
 * there under a new id. Whether its linked resource comes along is not settled (U25).
 */
export function moveTask(world: Surroundings, task: TaskRow, list: ListRow): TaskRow {
  if (task.list === list.number) return task
  leaveList(world, task)
  const moved = world.todo.tasks.put({
    ...task,
    list: list.number,
    placement: task.placement + 1,
    linkedResource: world.settings.uncertain.U25 === 'yes' ? task.linkedResource : null,
    lastModifiedAt: world.clock.now().toISOString(),
    version: world.outlook.advance(task.userId),
  })
  announce(world, moved, 'created')
  return moved
}

function leaveDoneCopy(world: Surroundings, task: TaskRow, values: TaskValues): void {
  const { linkedResource } = task
  const copy = insert(
    world,
    { userId: task.userId, number: task.list },
    {
      values,
      linkedResource: linkedResource && { ...linkedResource, id: world.random.uuid() },
      checklist: task.checklist.map((item) => ({ ...item, id: world.random.uuid() })),
    },
  )
  announce(world, copy, 'created')
}

function insert(
  { todo, outlook, clock }: Surroundings,
  { userId, number: list }: Pick<ListRow, 'userId' | 'number'>,
  content: Pick<TaskRow, 'values' | 'linkedResource' | 'checklist'>,
): TaskRow {
  const number = outlook.advance(userId)
  const at = clock.now().toISOString()
  return todo.tasks.put({
    id: rowId(userId, number),
    userId,
    number,
    placement: 0,
    list,
    ...content,
    createdAt: at,
    lastModifiedAt: at,
    bodyLastModifiedAt: at,
    version: number,
  })
}

function leaveList(world: Surroundings, task: TaskRow): void {
  const { userId, number, placement, list } = task
  const version = world.outlook.advance(userId)
  const id = `task:${task.id}:${version}`
  world.outlook.removals.put({ id, userId, kind: 'task', folder: list, number, placement, version })
  announce(world, task, 'deleted')
}

const announce = ({ outlook }: Surroundings, task: TaskRow, changeType: 'created' | 'updated' | 'deleted') =>
  outlook.announce({ kind: 'task', userId: task.userId, changeType, folder: task.list, item: task })
