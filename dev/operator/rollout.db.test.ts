import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { CrmWorld } from '@/lib/crm/testing/crm-world'
import { availableModules } from '@/lib/sync/rollout/rollout'
import { rollOut } from './rollout'

let database: TestDatabase
let organisationId: string
beforeAll(async () => {
  database = await createTestDatabase()
  organisationId = (await CrmWorld.create(database.db)).organisationId
})
afterAll(() => database.close())

const order = (...args: string[]) => rollOut(database.db, args, new Date('2026-11-22T10:00:00Z'))
const hasTasks = async () => (await availableModules(database.db, organisationId)).has('tasks')

describe('rollout <module> <organisation>|all on|off|<percent> (T2)', () => {
  it.each([
    { args: ['contacts', 'all', 'on'], says: /Only these modules/ },
    { args: ['tasks'], says: /For whom/ },
    { args: ['tasks', 'all', 'soon'], says: /How far/ },
    { args: ['tasks', 'all', '101%'], says: /How far/ },
    { args: ['tasks', 'all'], says: /How far/ },
    { args: ['tasks', 'Nobody & Sons', 'on'], says: /No organisation/ },
  ])('$args is answered with what to do, and changes nothing', async ({ args, says }) => {
    const answer = await order(...args)
    expect(answer).toMatchObject({ done: false, line: expect.stringMatching(says) })
    expect(await hasTasks()).toBe(false)
  })

  it('opens a module to one organisation and to all, and what was said of one stays', async () => {
    expect(await order('tasks', organisationId, 'on')).toMatchObject({ done: true })
    expect(await hasTasks()).toBe(true)
    expect(await order('tasks', 'all', 'off')).toMatchObject({ done: true })
    expect(await hasTasks()).toBe(true)
    await order('tasks', organisationId, 'off')
    await order('tasks', 'all', '100%')
    expect(await hasTasks()).toBe(false)
  })
})
