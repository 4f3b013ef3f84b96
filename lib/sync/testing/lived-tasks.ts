import { listRecords } from '@/lib/crm/records/list-records'
import type { TaskPatch } from '@/lib/crm/tasks/fields'
import { taskModule } from '@/lib/crm/tasks/module'
import {
  createTask,
  deleteTask,
  listOwnedTasks,
  restoreTask,
  tasksByIds,
  updateTask,
} from '@/lib/crm/tasks/verbs'
import { DomainError } from '@/lib/errors'
import type { GraphTime } from '@/lib/sync/modules/meeting-time'
import { dayOfGraphTime } from '@/lib/sync/modules/task-day'
import { GraphTask, taskFieldsFromGraph } from '@/lib/sync/modules/task-item'
import { defaultTaskValues } from '@/lib/sync/modules/task-values'
import { tasksModule } from '@/lib/sync/modules/tasks'
import {
  type Chances,
  type LivedField,
  type LivedModule,
  type LivedRecord,
  plainField,
  textOf,
  words,
} from './lived-module'
import type { GraphJson, SyncWorld } from './sync-world'

const always: LivedField['value'] = (life) => words({ ...life, chance: (p) => p !== 0.2 && life.chance(p) })

/** Both sides of changes of clocks, and now and then none. */
const someDay = ({ chance, pick }: Chances): string | null =>
  chance(0.2) ? null : (pick(['2026-03-28', '2026-03-29', '2026-03-30', '2026-10-25', '2027-01-01']) ?? null)

/**
 * A field with a closed set of values, as Microsoft has them: two values of the CRM that become the same over there are
 * the same here (A4 has tests of its own).
 */
function choiceField(name: 'priority' | 'status', there: string): LivedField {
  const values = defaultTaskValues[name] ?? { toMicrosoft: {}, toCrm: {} }
  const outside = (value: unknown) => values.toMicrosoft[String(value)] ?? null
  return {
    name,
    record: (record) => outside(record[name]),
    patch: (text) => ({ [name]: values.toCrm[text ?? ''] }),
    item: (text) => ({ [there]: text }),
    read: (item) => textOf(item[there]),
    value: ({ pick }) => pick(Object.keys(values.toCrm)) ?? null,
    // What was written over there is told as it was there.
    told: (fields, text) =>
      fields.some(
        (one) =>
          one.field === name &&
          [one.before, one.lost].some((value) => value === text || outside(value) === text),
      ),
  }
}

const repeats = {
  pattern: { type: 'daily', interval: 3 },
  range: { type: 'numbered', startDate: '2027-01-01', numberOfOccurrences: 4, recurrenceTimeZone: 'UTC' },
}

async function toggleSeries(world: SyncWorld, { item }: { item?: GraphJson }): Promise<string | null> {
  if (!item) return null
  const single = item.recurrence === undefined
  await world.outlook('PATCH', await world.itemPath(item), { recurrence: single ? repeats : null })
  return `to do makes ${item.title} a ${single ? 'series' : 'single task'}`
}

async function toggleRecurrence(
  world: SyncWorld,
  { record }: { record?: LivedRecord },
): Promise<string | null> {
  const task = record && (await tasksByIds(world.ana, [record.id])).get(record.id)
  if (!task || task.deletedAt || task.ownerId !== world.ana.memberId) return null
  const recurrence = task.recurrence === null ? 'FREQ=WEEKLY' : null
  await updateTask(world.ana, { id: task.id, patch: { recurrence } }).catch((error: unknown) => {
    if (!(error instanceof DomainError)) throw error
  })
  return `crm ${task.id} recurs: ${recurrence}`
}

export const livedTasks: LivedModule = {
  name: 'tasks',
  mappings: [tasksModule.defaultMapping, tasksModule.defaultMapping.filter(({ crm }) => crm !== 'dueDate')],
  fields: [
    plainField('subject', { item: (title) => ({ title }), read: ({ title }) => textOf(title) }, always),
    plainField('description', {
      item: (content) => ({ body: { contentType: 'text', content: content ?? '' } }),
      read: (item) => textOf(taskFieldsFromGraph(GraphTask.parse(item), 'UTC').body),
    }),
    plainField(
      'dueDate',
      {
        item: (day) => ({
          dueDateTime: day === null ? null : { dateTime: `${day}T00:00:00`, timeZone: 'Europe/Paris' },
        }),
        read: ({ dueDateTime }) =>
          dueDateTime ? dayOfGraphTime(dueDateTime as GraphTime, 'Europe/Paris') : null,
      },
      someDay,
    ),
    choiceField('priority', 'importance'),
    choiceField('status', 'status'),
  ],
  crmOnly: [],
  async list(context, { deleted = false }) {
    if (context.actor.type !== 'user') return []
    const page = { ownerId: context.actor.memberId, afterId: null, limit: 500 }
    const found = deleted
      ? (await listRecords(context, taskModule, { limit: 200, deleted: true })).items
      : await listOwnedTasks(context, page)
    return found.map((task) => ({ ...task, name: task.subject }))
  },
  async make(context, life) {
    const subject = `L${life.serial()}`
    const { id } = await createTask(context, { subject, dueDate: someDay(life) })
    return { id, field: 'subject', value: subject }
  },
  edit: (context, id, patch) => updateTask(context, { id, patch: patch as TaskPatch }),
  remove: (context, id) => deleteTask(context, { id }),
  restore: restoreTask,
  item: (life) => ({ title: `M${life.serial()}`, categories: ['Not mapped'] }),
  itemName: (item) => String(item.title),
  elsewhere: {
    path: '/todo/lists',
    container: { displayName: 'Other' },
    noise: { path: '/todo/lists', item: { displayName: 'Private' } },
  },
  rare: [toggleSeries, toggleRecurrence],
  /** Nothing recurs any more on either side. */
  async calm(world) {
    for (const item of await world.items())
      if (item.recurrence !== undefined)
        await world.outlook('PATCH', await world.itemPath(item), { recurrence: null })
    await world.pass(1_000)
    await world.settle()
    for (const record of await livedTasks.list(world.ana, {}))
      if (record.recurrence !== null)
        await updateTask(world.ana, { id: record.id, patch: { recurrence: null } })
  },
  loose: () => [],
}
