import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { control } from '@/emulator/testing/control'
import { type TaskDraft, type TaskPatch, taskDraft } from '@/lib/crm/tasks/fields'
import { createTask, deleteTask, getTask, listOwnedTasks, updateTask } from '@/lib/crm/tasks/verbs'
import { disableConnection } from '@/lib/sync/connections/disable-connection'
import { resumeConnection } from '@/lib/sync/connections/resume-connection'
import { recordStates } from '@/lib/sync/records/record-states'
import { setRollout } from '@/lib/sync/rollout/rollout'
import { signInHerself } from '@/lib/sync/testing/own-sign-in'
import { type GraphJson, SyncWorld } from '@/lib/sync/testing/sync-world'

let database: TestDatabase
let world: SyncWorld
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await SyncWorld.create(database.db, { module: 'tasks' })
})

const make = (more: Partial<TaskDraft> = {}) =>
  createTask(world.ana, taskDraft.parse({ subject: 'Send the offer', ...more }))
const edit = (id: string, patch: TaskPatch) => updateTask(world.ana, { id, patch })
const tasks = () => listOwnedTasks(world.ana, { ownerId: world.ana.memberId, afterId: null, limit: 200 })
const state = async (id: string) =>
  (await recordStates(world.ana, 'tasks', [await getTask(world.ana, id)])).get(id)
const inTodo = async (task: GraphJson): Promise<GraphJson> =>
  world.outlook('POST', `${await world.folder()}/tasks`, task)
const change = async (id: unknown, task: GraphJson) =>
  world.outlook('PATCH', `${await world.folder()}/tasks/${id}`, task)
const repeats = {
  pattern: { type: 'daily', interval: 1 },
  range: { type: 'noEnd', startDate: '2026-03-02', recurrenceTimeZone: 'UTC' },
}

describe('tasks of the user, in both places (T3, T4)', () => {
  it('a task of the CRM appears in the list, with the way back to it', async () => {
    const { id } = await make({ dueDate: '2026-12-05', priority: 'highest', description: 'List B' })
    await world.settle()
    expect(await world.items()).toMatchObject([
      {
        title: 'Send the offer',
        importance: 'high',
        status: 'notStarted',
        body: { content: 'List B' },
        linkedResources: [{ externalId: id, applicationName: 'Tandem CRM' }],
      },
    ])
    expect(await state(id)).toMatchObject({ state: 'synced', reason: null })
  })

  it('a task of the list becomes one of the CRM, and edits cross in both directions', async () => {
    await world.settle()
    const item = await inTodo({
      title: 'Call',
      importance: 'low',
      status: 'waitingOnOthers',
      dueDateTime: { dateTime: '2026-12-05T17:30:00', timeZone: 'America/New_York' },
    })
    await world.settle()
    const [task] = await tasks()
    expect(task).toMatchObject({
      subject: 'Call',
      priority: 'low',
      status: 'waitingForInput',
      dueDate: '2026-12-05',
    })
    await edit(task?.id ?? '', { subject: 'Call again', dueDate: '2026-12-06' })
    await change(item.id, { importance: 'high' })
    await world.settle()
    expect(await tasks()).toMatchObject([{ subject: 'Call again', priority: 'high', dueDate: '2026-12-06' }])
    expect(await world.items()).toMatchObject([{ title: 'Call again', importance: 'high' }])
  })

  it('A4: highest becomes high, comes back untouched, and changes only when somebody changes it in To Do', async () => {
    const { id } = await make({ priority: 'highest' })
    await world.settle()
    const [item] = await world.items()
    await change(item?.id, { title: 'Renamed' })
    await world.settle()
    expect(await getTask(world.ana, id)).toMatchObject({ subject: 'Renamed', priority: 'highest' })
    await change(item?.id, { importance: 'low' })
    await world.settle()
    expect(await getTask(world.ana, id)).toMatchObject({ priority: 'low' })
  })

  it('completing crosses with the day, and opening again clears it', async () => {
    const { id } = await make()
    await world.settle()
    const [item] = await world.items()
    await change(item?.id, { status: 'completed' })
    await world.settle()
    const closed = await getTask(world.ana, id)
    expect(closed.status).toBe('completed')
    expect(closed.closedAt?.slice(0, 10)).toBe(world.now().toISOString().slice(0, 10))
    await edit(id, { status: 'inProgress' })
    await world.settle()
    expect(await world.items()).toMatchObject([{ status: 'inProgress' }])
    expect(await getTask(world.ana, id)).toMatchObject({ closedAt: null })
  })

  it('T6: checklist, reminder and categories stay as they are', async () => {
    const { id } = await make()
    await world.settle()
    const [item] = await world.items()
    const path = `${await world.folder()}/tasks/${item?.id}`
    await world.outlook('POST', `${path}/checklistItems`, { displayName: 'Prices' })
    await change(item?.id, {
      categories: ['Blue'],
      isReminderOn: true,
      reminderDateTime: { dateTime: '2026-12-04T09:00:00', timeZone: 'UTC' },
    })
    await edit(id, { subject: 'Other', priority: 'low' })
    await world.settle()
    expect(await world.items()).toMatchObject([
      {
        title: 'Other',
        categories: ['Blue'],
        isReminderOn: true,
        checklistItems: [{ displayName: 'Prices' }],
      },
    ])
  })

  it('A3: two idle sides cause no write', async () => {
    await make({ dueDate: '2026-12-05', description: 'Two\nlines' })
    await world.settle()
    await inTodo({ title: 'Other', body: { contentType: 'html', content: '<p>a</p><p>b</p>' } })
    await world.settle()
    const writes = await world.writesOf(async () => {
      await world.pass(3_600_000)
      await world.settle()
    })
    expect(writes).toEqual([])
  })
})

describe('deletions and moves (T4, T5)', () => {
  it('deleting crosses in both directions', async () => {
    const first = await make({ subject: 'First' })
    const second = await make({ subject: 'Second' })
    await world.settle()
    await deleteTask(world.ana, { id: first.id })
    const item = (await world.items()).find(({ title }) => title === 'Second')
    await world.outlook('DELETE', `${await world.folder()}/tasks/${item?.id}`)
    await world.settle()
    expect(await world.items()).toEqual([])
    expect((await getTask(world.ana, second.id)).deletedAt).not.toBeNull()
  })

  it('A1: what is edited between the look at a task and its deletion is not lost', async () => {
    const { id } = await make()
    await world.settle()
    const [item] = await world.items()
    await deleteTask(world.ana, { id })
    let edited = false
    world.onAnswer = async (request, response) => {
      const { requests = [] } = request.url.endsWith('/$batch') ? await request.json() : {}
      const looks = requests.every(({ method }: { method: string }) => method === 'GET')
      if (!edited && requests.length > 0 && looks) {
        edited = true
        await change(item?.id, { title: 'Edited meanwhile' })
      }
      return response
    }
    await world.settle()
    expect(edited).toBe(true)
    expect(await world.items()).toMatchObject([{ title: 'Edited meanwhile' }])
    expect(await tasks()).toMatchObject([{ id, subject: 'Edited meanwhile' }])
  })

  it('many deletions at once are all carried out, once somebody has said so (A5)', async () => {
    const made = []
    for (let at = 0; at < 70; at += 1) made.push(await make({ subject: `N${at}` }))
    await world.settle()
    for (const { id } of made.slice(1)) await deleteTask(world.ana, { id })
    await world.settle()
    expect(await world.items()).toHaveLength(70)
    await resumeConnection(world.ana, 'tasks', 'apply')
    await world.settle()
    expect(await world.items()).toMatchObject([{ title: 'N0' }])
    expect(await world.links()).toHaveLength(1)
  })

  it('moved to another list: to the recycle bin, and the activity says so', async () => {
    const { id } = await make()
    await world.settle()
    const [item] = await world.items()
    const other = await world.outlook('POST', '/todo/lists', { displayName: 'Private' })
    await world.move(String(item?.id), String(other.id))
    await world.settle()
    expect((await getTask(world.ana, id)).deletedAt).not.toBeNull()
    expect((await world.told()).filter(({ action }) => action === 'deleted')).toMatchObject([
      { direction: 'toCrm', recordId: id, reason: 'moved-to-another-list' },
    ])
  })

  it('T7: a deleted list ends the sync, though it goes on answering, and tasks stay', async () => {
    const { id } = await make()
    await world.settle()
    await world.outlook('DELETE', await world.folder())
    await edit(id, { subject: 'Later' })
    await make({ subject: 'New' })
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'off', reason: 'container-deleted' })
    expect(await tasks()).toHaveLength(2)
  })
})

describe('creation is safe to repeat (A2)', () => {
  it('a create whose answer was lost is found again by its linked resource', async () => {
    await world.settle()
    await make()
    let lost = 0
    world.onAnswer = async (request, response) => {
      if (lost === 0 && request.method === 'POST' && request.url.includes('batch')) {
        lost += 1
        throw new TypeError('the answer was lost')
      }
      return response
    }
    await world.settle()
    expect(lost).toBe(1)
    expect(await world.items()).toHaveLength(1)
    expect(await world.links()).toMatchObject([{ state: 'linked' }])
  })
})

describe('recurring tasks (T6)', () => {
  it('one of the CRM is not sent, and one that becomes recurring leaves To Do', async () => {
    const recurring = await make({ recurrence: 'FREQ=DAILY', dueDate: '2026-12-05' })
    const plain = await make({ subject: 'Plain', dueDate: '2026-12-05' })
    await world.settle()
    expect(await world.items()).toMatchObject([{ title: 'Plain' }])
    expect(await state(recurring.id)).toMatchObject({ state: 'skipped', reason: 'recurring' })
    await edit(plain.id, { recurrence: 'FREQ=WEEKLY' })
    await world.settle()
    expect(await world.items()).toEqual([])
    expect(await state(plain.id)).toMatchObject({ state: 'skipped', reason: 'recurring' })
  })

  it('one of To Do is not taken over, and one that becomes recurring later stays in the CRM', async () => {
    const { id } = await make({ dueDate: '2026-12-05' })
    await world.settle()
    const [item] = await world.items()
    await change(item?.id, { recurrence: repeats })
    await inTodo({
      title: 'Every day',
      dueDateTime: { dateTime: '2026-03-02T00:00:00', timeZone: 'UTC' },
      recurrence: repeats,
    })
    await world.settle()
    expect(await tasks()).toHaveLength(1)
    expect(await state(id)).toMatchObject({ state: 'skipped', reason: 'recurring' })
  })
})

describe('what a recurring task of To Do leaves behind (T6)', () => {
  it('the completed copies stay out like the series, and one that is opened again is a task like any other', async () => {
    await world.settle()
    const series = await inTodo({
      title: 'Every day',
      dueDateTime: { dateTime: '2026-03-02T00:00:00', timeZone: 'UTC' },
      recurrence: repeats,
    })
    await world.settle()
    await change(series.id, { status: 'completed' })
    await world.settle()
    const copy = (await world.items()).find(({ status }) => status === 'completed')
    expect(copy).toMatchObject({ title: 'Every day' })
    expect(await tasks()).toEqual([])
    await change(copy?.id, { status: 'notStarted' })
    await world.settle()
    expect(await tasks()).toMatchObject([{ subject: 'Every day', status: 'notStarted' }])
  })
})

describe('T2: a module that an operator withdraws', () => {
  it('pauses and deletes nothing; given back, it goes on', async () => {
    const { id } = await make()
    await world.settle()
    const { organisationId } = world.crm
    const roll = (percent: number) =>
      setRollout(database.db, { module: 'tasks', organisationId, percent, now: world.now() })
    await roll(0)
    await edit(id, { subject: 'Meanwhile' })
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'paused', reason: 'not-available' })
    expect(await world.items()).toMatchObject([{ title: 'Send the offer' }])
    await roll(100)
    await world.settle()
    expect(await world.row()).toMatchObject({ status: 'active', reason: null })
    expect(await world.items()).toMatchObject([{ title: 'Meanwhile' }])
  })
})

describe('a list that is kept when the sync is disabled', () => {
  it('A2: is taken up again, with what was edited in it meanwhile', async () => {
    await world.loginIsHers()
    const { id } = await make()
    await world.settle()
    await disableConnection(world.ana, 'tasks', { keep: true })
    const list = await world.folder()
    await world.settle()
    await world.pass(60_000)
    const { value } = await world.outlook('GET', `${list}/tasks`)
    const [item] = value as GraphJson[]
    await world.outlook('PATCH', `${list}/tasks/${item?.id}`, { title: 'Edited meanwhile' })
    await world.enable()
    await world.settle()
    expect(await world.folder()).toBe(list)
    expect(await tasks()).toMatchObject([{ id, subject: 'Edited meanwhile' }])
    expect(await world.items()).toHaveLength(1)
  })
})

describe('notifications of tasks', () => {
  it('are not asked for with the organisation’s consent alone: polling does the work, every few seconds', async () => {
    world.listen()
    const outcomes = await world.settle()
    expect(outcomes.at(-1)).toMatchObject({ outcome: 'done', waitMs: 5_000 })
    expect(world.requests.filter(({ path }) => path.endsWith('/subscriptions'))).toEqual([])
  })

  it('are asked for with a sign-in of her own, and again in good time', async () => {
    const theirs = async () => (await control(world.emulator, 'GET', '/subscriptions')).body
    await world.settle()
    world.listen()
    await signInHerself(world)
    await world.settle()
    expect(await theirs()).toMatchObject([{ resource: expect.stringContaining('/todo/lists/') }])
    for (const day of [1, 2, 3, 4]) {
      await world.pass(day * 21_600_000)
      await world.settle()
    }
    expect(await world.row()).toMatchObject({ status: 'active', access: 'delegated' })
    expect(await theirs()).toHaveLength(1)
  })
})
