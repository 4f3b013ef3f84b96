import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { change } from '@/db/schema/crm'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { createContact, deleteContact } from '../contacts/verbs'
import { CrmWorld } from '../testing/crm-world'
import { dueTaskReminders } from './due-task-reminders'
import { listTasks } from './list-tasks'
import {
  changeOwnerOfTasks,
  completeTasks,
  createTask,
  createTasks,
  deleteTask,
  getTask,
  listOwnedTasks,
  restoreTask,
  updateTask,
} from './verbs'

let database: TestDatabase
let world: CrmWorld
let ana: Awaited<ReturnType<CrmWorld['member']>>

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await CrmWorld.create(database.db)
  ana = await world.member()
})

describe('a task', () => {
  it('is of normal priority and not started unless somebody says otherwise', async () => {
    const made = await createTask(ana, { subject: ' Call ' })
    expect(await getTask(ana, made.id)).toEqual(made)
    expect(made).toMatchObject({
      ownerId: ana.memberId,
      subject: 'Call',
      dueDate: null,
      priority: 'normal',
      status: 'notStarted',
      description: null,
      relatedTo: null,
      recurrence: null,
      reminderAt: null,
      closedAt: null,
    })
  })

  it('is closed when it is completed, and not while it is open', async () => {
    const { id } = await createTask(ana, { subject: 'Call' })
    world.tick()
    const closedAt = world.now.toISOString()
    expect(await updateTask(ana, { id, patch: { status: 'completed' } })).toMatchObject({ closedAt })
    world.tick()
    expect(await updateTask(ana, { id, patch: { status: 'completed', priority: 'low' } })).toMatchObject({
      closedAt,
    })
    expect(await updateTask(ana, { id, patch: { status: 'inProgress' } })).toMatchObject({ closedAt: null })
    const feed = await database.db.select().from(change).where(eq(change.recordId, id)).orderBy(change.id)
    expect(feed.map(({ module, fields }) => [module, Object.keys(fields).sort()])).toEqual([
      ['task', ['priority', 'status', 'subject']],
      ['task', ['closedAt', 'status']],
      ['task', ['priority']],
      ['task', ['closedAt', 'status']],
    ])
    expect(ana.wakes).toContainEqual({ module: 'tasks', memberIds: [ana.memberId] })
  })

  it('may be made completed, and was closed when the sync says so', async () => {
    const made = await createTask(ana, { subject: 'Done', status: 'completed' })
    expect(made.closedAt).toBe(world.now.toISOString())
    const closedAt = '2026-02-01T10:00:00.000Z'
    const sync = world.syncOf(ana)
    const there = await createTask(sync, { subject: 'Done there', status: 'completed', closedAt })
    expect(there).toMatchObject({ closedAt })
    const refused = { code: 'validation', details: { errors: [{ pointer: '/closedAt', code: 'read-only' }] } }
    await expect(createTask(ana, { subject: 'A', closedAt })).rejects.toMatchObject(refused)
  })

  it.each<[string, object, string, string]>([
    ['without a subject', { subject: '' }, '/subject', 'required'],
    ['with a priority that is none', { priority: 'urgent' }, '/priority', 'invalid'],
    ['without a status', { status: null }, '/status', 'required'],
    ['with an instant as due date', { dueDate: '2026-03-05T00:00:00Z' }, '/dueDate', 'invalid'],
    ['with a day that is not', { dueDate: '2026-02-30' }, '/dueDate', 'invalid'],
    ['with a reminder without offset', { reminderAt: '2026-03-05T09:00:00' }, '/reminderAt', 'invalid'],
    ['with a rule that is none', { recurrence: 'daily' }, '/recurrence', 'invalid'],
    [
      'that never happens again',
      { recurrence: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' },
      '/recurrence',
      'invalid',
    ],
    ['with an unknown member', { colour: 'red' }, '/colour', 'unknown'],
  ])('is refused %s', async (_, input, pointer, code) => {
    await expect(createTask(ana, { subject: 'A', ...input } as never)).rejects.toMatchObject({
      code: 'validation',
      details: { errors: [{ pointer, code }] },
    })
  })

  it('is related to a contact or lead that the user may see, and stays so', async () => {
    const contact = await createContact(ana, { lastName: 'Roux' })
    const relatedTo = { type: 'contact' as const, id: contact.id }
    const refused = {
      code: 'validation',
      details: { errors: [{ pointer: '/relatedTo/id', code: 'invalid' }] },
    }
    const other = await world.member()
    await expect(createTask(other, { subject: 'A', relatedTo })).rejects.toMatchObject(refused)
    const { id } = await createTask(ana, { subject: 'A', relatedTo })
    await deleteContact(ana, { id: contact.id })
    expect(await updateTask(ana, { id, patch: { subject: 'B', relatedTo } })).toMatchObject({ relatedTo })
    await expect(createTask(ana, { subject: 'C', relatedTo })).rejects.toMatchObject(refused)
  })
})

describe('a recurring task', () => {
  const weekly = {
    subject: 'Call',
    dueDate: '2026-03-02',
    recurrence: 'FREQ=WEEKLY',
    priority: 'high',
  } as const
  const all = async () => (await listTasks(ana, { limit: 50 })).items
  const complete = (id: string) => updateTask(ana, { id, patch: { status: 'completed' } })
  const open = async () => (await all()).filter(({ status }) => status !== 'completed')

  it('that is completed is there again for the next time, for whoever it belongs to', async () => {
    const reminderAt = '2026-03-02T08:00:00.000Z'
    const { id } = await createTask(ana, { ...weekly, reminderAt })
    expect(await complete(id)).toMatchObject({ status: 'completed', recurrence: 'FREQ=WEEKLY' })
    expect(await open()).toMatchObject([
      {
        ...weekly,
        dueDate: '2026-03-09',
        reminderAt: '2026-03-09T08:00:00.000Z',
        ownerId: ana.memberId,
        closedAt: null,
      },
    ])
    const [next] = await open()
    const told = await database.db
      .select()
      .from(change)
      .where(eq(change.recordId, next?.id ?? ''))
    expect(told).toMatchObject([{ kind: 'created', module: 'task' }])
  })

  it('makes one next task, however often it is completed', async () => {
    const { id } = await createTask(ana, weekly)
    await complete(id)
    await complete(id)
    const [next] = await open()
    await updateTask(ana, { id: next?.id ?? '', patch: { priority: 'low' } })
    await updateTask(ana, { id, patch: { status: 'inProgress' } })
    await complete(id)
    expect(await all()).toHaveLength(2)
  })

  it('takes the next one back when it is opened again, unless somebody has touched that', async () => {
    const { id } = await createTask(ana, weekly)
    await complete(id)
    await updateTask(ana, { id, patch: { status: 'notStarted' } })
    expect(await all()).toMatchObject([{ id }])
    await complete(id)
    const [next] = await open()
    world.tick()
    await updateTask(ana, { id: next?.id ?? '', patch: { subject: 'Call Marc' } })
    await updateTask(ana, { id, patch: { status: 'notStarted' } })
    expect(await all()).toHaveLength(2)
  })

  it('ends with its rule', async () => {
    const { id } = await createTask(ana, { ...weekly, recurrence: 'FREQ=WEEKLY;COUNT=2' })
    await complete(id)
    const [last] = await open()
    expect(last).toMatchObject({ dueDate: '2026-03-09', recurrence: 'FREQ=WEEKLY;COUNT=1' })
    await complete(last?.id ?? '')
    expect(await open()).toEqual([])
  })

  it('goes on though whoever it is about lies in the bin, and nobody may create tasks', async () => {
    const contact = await createContact(ana, { lastName: 'Okafor' })
    const relatedTo = { type: 'contact', id: contact.id } as const
    const made = await createTasks(ana, [{ ...weekly, relatedTo }, weekly])
    await deleteContact(ana, { id: contact.id })
    const editor = {
      ...ana,
      actor: { ...ana.actor, permissions: new Set(['tasks.view', 'tasks.edit'] as const) },
    }
    await completeTasks(
      editor,
      made.map(({ id }) => id),
    )
    expect(await open()).toHaveLength(2)
  })
})

describe('many tasks', () => {
  it('are completed, or given away, at once or not at all', async () => {
    const bruno = await world.member()
    const made = await createTasks(ana, [
      { subject: 'A' },
      { subject: 'B', status: 'completed' },
      { subject: 'C' },
    ])
    const ids = made.map(({ id }) => id)
    world.tick()
    await expect(completeTasks(ana, [...ids, crypto.randomUUID()])).rejects.toMatchObject({
      code: 'not-found',
    })
    const done = await completeTasks(ana, ids)
    expect(done.map(({ status }) => status)).toEqual(['completed', 'completed', 'completed'])
    expect(done[1]).toEqual(made[1])
    await changeOwnerOfTasks(ana, { ids, ownerId: bruno.memberId })
    expect(await listOwnedTasks(bruno, { ownerId: bruno.memberId, afterId: null, limit: 9 })).toHaveLength(3)
    await expect(changeOwnerOfTasks(bruno, { ids, ownerId: ids[0] ?? '' })).rejects.toMatchObject({
      details: { errors: [{ pointer: '/ownerId' }] },
    })
  })
})

describe('lists of tasks', () => {
  const today = '2026-03-02'
  beforeEach(async () => {
    const contact = await createContact(ana, { lastName: 'Roux' })
    await createTasks(ana, [
      { subject: 'yesterday', dueDate: '2026-03-01', priority: 'low' },
      { subject: 'yesterday, done', dueDate: '2026-03-01', status: 'completed' },
      {
        subject: 'today',
        dueDate: today,
        priority: 'highest',
        relatedTo: { type: 'contact', id: contact.id },
      },
      { subject: 'tomorrow', dueDate: '2026-03-03', priority: 'highest', status: 'deferred' },
      { subject: 'some day', priority: 'highest' },
    ])
  })
  const subjects = async (query: Omit<Parameters<typeof listTasks>[1], 'limit'>) => {
    const found: string[] = []
    let page = await listTasks(ana, { ...query, limit: 2 })
    for (; page.next !== null; page = await listTasks(ana, { ...query, after: page.next, limit: 2 })) {
      found.push(...page.items.map(({ subject }) => subject))
    }
    return [...found, ...page.items.map(({ subject }) => subject)]
  }
  const byDueDate = { sort: { by: 'dueDate', descending: false } } as const

  it('are in order of the due date, those without one last', async () => {
    const open = await subjects({ ...byDueDate, open: true })
    expect(open).toEqual(['yesterday', 'today', 'tomorrow', 'some day'])
    const backwards = await subjects({ open: true, sort: { by: 'dueDate', descending: true } })
    expect(backwards).toEqual(open.toReversed())
    expect(await subjects({ open: false })).toEqual(['yesterday, done'])
  })

  it('are in order of priority, and of the due date within one', async () => {
    expect(await subjects({ open: true, sort: { by: 'priority', descending: false } })).toEqual([
      'today',
      'tomorrow',
      'some day',
      'yesterday',
    ])
  })

  it('are those due today, overdue, or without a day', async () => {
    expect(await subjects({ ...byDueDate, due: { is: 'today', today } })).toEqual(['today'])
    expect(await subjects({ ...byDueDate, due: { is: 'overdue', today } })).toEqual(['yesterday'])
    expect(await subjects({ ...byDueDate, due: { is: 'never' } })).toEqual(['some day'])
  })

  it('are those of some statuses or priorities, about a contact, or found by a word', async () => {
    expect(await subjects({ statuses: ['deferred', 'completed'], ...byDueDate })).toEqual([
      'yesterday, done',
      'tomorrow',
    ])
    expect(await subjects({ priorities: ['low'] })).toEqual(['yesterday'])
    const [related] = (await listTasks(ana, { limit: 1, search: 'toda' })).items
    expect(await subjects({ about: related?.relatedTo ?? undefined })).toEqual(['today'])
  })

  it('know no order by company', async () => {
    const query = { limit: 5, sort: { by: 'company', descending: false } } as const
    await expect(listTasks(ana, query)).rejects.toMatchObject({ code: 'malformed' })
  })
})

describe('reminders of tasks', () => {
  it('are due once, of one’s own open tasks', async () => {
    const reminderAt = '2026-03-02T10:00:00.000Z'
    await createTask(await world.admin(), { subject: 'of another', reminderAt })
    await createTask(ana, { subject: 'done', reminderAt, status: 'completed' })
    const gone = await createTask(ana, { subject: 'gone', reminderAt })
    await deleteTask(ana, { id: gone.id })
    await createTask(ana, { subject: 'Call', reminderAt })
    const due = (since: string, until: string) =>
      dueTaskReminders(ana, {
        since: new Date(`2026-03-02T${since}Z`),
        until: new Date(`2026-03-02T${until}Z`),
      })
    expect(await due('09:59:00', '10:00:00')).toMatchObject([{ subject: 'Call' }])
    expect(await due('10:00:00', '11:00:00')).toEqual([])
    expect(await due('09:00:00', '09:59:59')).toEqual([])
  })
})

describe('rights on tasks', () => {
  it.each([
    ['tasks.create', (context: typeof ana) => createTask(context, { subject: 'A' })],
    ['tasks.view', (context: typeof ana, id: string) => getTask(context, id)],
    ['tasks.view', (context: typeof ana) => listTasks(context, { limit: 5 })],
    [
      'tasks.view',
      (context: typeof ana) => dueTaskReminders(context, { since: world.now, until: world.now }),
    ],
    ['tasks.edit', (context: typeof ana, id: string) => completeTasks(context, [id])],
    ['tasks.delete', (context: typeof ana, id: string) => deleteTask(context, { id })],
  ] as const)('refuses a member without %s', async (permission, call) => {
    const { id } = await createTask(ana, { subject: 'A' })
    const refused = { code: 'permission-required', details: { permission } }
    await expect(call(await world.without(permission), id)).rejects.toMatchObject(refused)
  })

  it('those of another member, or of another organisation, do not exist', async () => {
    const { id } = await createTask(ana, { subject: 'A' })
    const stranger = await (await CrmWorld.create(database.db)).admin()
    for (const other of [await world.member(), stranger]) {
      const refused = { code: 'not-found' }
      await expect(getTask(other, id)).rejects.toMatchObject(refused)
      await expect(completeTasks(other, [id])).rejects.toMatchObject(refused)
      await expect(deleteTask(other, { id })).rejects.toMatchObject(refused)
      await expect(restoreTask(other, id)).rejects.toMatchObject(refused)
      await expect(changeOwnerOfTasks(other, { ids: [id], ownerId: other.memberId })).rejects.toMatchObject(
        refused,
      )
      expect((await listTasks(other, { limit: 5 })).items).toEqual([])
    }
  })
})
