import { randomUUID } from 'node:crypto'
import { inArray } from 'drizzle-orm'
import { task as taskTable } from '@/db/schema/crm'
import type { Context } from '@/lib/access/context'
import { appendChanges } from '../change-feed/append-changes'
import { moveRecords } from '../records/bin-records'
import { fieldChanges } from '../records/field-changes'
import { dayIn } from '../records/local-day'
import type { RecordModule, UpdatedRecord } from '../records/record-module'
import { rowOf, stamp } from '../records/record-rows'
import { recordsByIds } from '../records/records-by-ids'
import { insertRows, updateRows } from '../records/write-rows'
import { zonesOfMembers } from '../records/zones-of-members'
import type { Task, TaskValues } from './fields'
import { nextTask } from './next-task'

type TaskModule = RecordModule<TaskValues>

/**
 * What completing recurring tasks means, in the transaction that does it: the next one of each is made, once, however
 * often the first is opened and completed again. One that is opened again takes its next one back, unless somebody has
 * touched that meanwhile.
 */
export async function repeatTasks(
  context: Context,
  module: TaskModule,
  updated: readonly UpdatedRecord<TaskValues>[],
): Promise<void> {
  const is = ({ status }: Task) => status === 'completed'
  const moved = updated.filter(({ before, after }) => is(before) !== is(after)).map(({ after }) => after)
  const completed = moved.filter((task) => is(task) && task.recurrence !== null)
  const opened = moved.filter((task) => !is(task))
  if (completed.length + opened.length === 0) return
  const nextOf = await nextIds(context, [...completed, ...opened])
  await makeNext(
    context,
    module,
    completed.filter(({ id }) => !nextOf.has(id)),
  )
  await takeBack(
    context,
    module,
    new Map([...nextOf].filter(([id]) => opened.some((task) => task.id === id))),
  )
}

/** The next one of each that has had one, by id. */
async function nextIds({ db }: Context, tasks: readonly Task[]): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: taskTable.id, nextTaskId: taskTable.nextTaskId })
    .from(taskTable)
    .where(
      inArray(
        taskTable.id,
        tasks.map(({ id }) => id),
      ),
    )
  return new Map(rows.flatMap(({ id, nextTaskId }) => (nextTaskId === null ? [] : [[id, nextTaskId]])))
}

/** They are what the completed ones were, which has been checked before: also whom they are about and whose they are. */
async function makeNext(context: Context, module: TaskModule, completed: readonly Task[]): Promise<void> {
  const zoneOf = await zonesOfMembers(
    context,
    completed.map(({ ownerId }) => ownerId),
  )
  const pairs = completed.flatMap((task) => {
    const timeZone = zoneOf(task.ownerId)
    const next = nextTask(task, { today: dayIn(context.now(), timeZone), timeZone })
    if (next === null) return []
    const written = stamp(context)
    const fresh = { status: 'notStarted', closedAt: null, createdAt: written.updatedAt } as const
    return [{ task, made: { ...task, ...next, ...fresh, ...written, id: randomUUID() } }]
  })
  const made = pairs.map((pair) => pair.made)
  await insertRows(
    context.db,
    taskTable,
    made.map((task) => rowOf(module, task)),
  )
  await updateRows(
    context.db,
    taskTable,
    pairs.map(({ task, made }) => ({ id: task.id, nextTaskId: made.id })),
  )
  await appendChanges(
    context,
    module,
    made.map((task) => ({
      recordId: task.id,
      ownerId: task.ownerId,
      previousOwnerId: null,
      kind: 'created',
      fields: fieldChanges(module.fields, null, task),
      at: task.updatedAt,
    })),
  )
}

/** @param nextOf the next ones by the ids of those that were opened again */
async function takeBack(
  context: Context,
  module: TaskModule,
  nextOf: ReadonlyMap<string, string>,
): Promise<void> {
  const next = await recordsByIds(context, module, [...nextOf.values()], { lock: true })
  const untouched = [...next.values()].filter(
    ({ deletedAt, createdAt, updatedAt }) =>
      deletedAt === null && updatedAt.getTime() === createdAt.getTime(),
  )
  await moveRecords(context, module, untouched, 'deleted')
  const taken = new Set(untouched.map(({ id }) => id))
  await updateRows(
    context.db,
    taskTable,
    [...nextOf].flatMap(([id, nextId]) => (taken.has(nextId) ? [{ id, nextTaskId: null }] : [])),
  )
}
