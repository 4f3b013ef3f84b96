import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connection, subscription } from '@/db/schema/sync'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { control } from '@/emulator/testing/control'
import { small } from '@/emulator/testing/small-seed'
import {
  acceptLifecycle,
  acceptNotifications,
  NotificationBody,
} from '@/lib/sync/connections/accept-notifications'
import { disableConnection } from '@/lib/sync/connections/disable-connection'
import { SyncWorld } from '@/lib/sync/testing/sync-world'

let database: TestDatabase
let world: SyncWorld
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await SyncWorld.create(database.db)
  world.listen()
  await world.settle()
})

const day = 86_400_000
const make = async (surname: string) => world.outlook('POST', `${await world.folder()}/contacts`, { surname })
const ours = async () => {
  const [row] = await world.db
    .select()
    .from(subscription)
    .where(eq(subscription.connectionId, world.connectionId))
  return row
}
const theirs = async () => {
  const { body } = await control(world.emulator, 'GET', '/subscriptions')
  return body as { id: string; resource: string }[]
}
/** Whether an edit over there asks for a run. */
async function isHeard(): Promise<boolean> {
  world.woken.length = 0
  await make('Weber')
  await world.pass(5_000)
  return world.woken.includes(world.connectionId)
}

describe('the subscription of a connection', () => {
  it('is made with the container, and a change over there asks for a run', async () => {
    expect(await theirs()).toMatchObject([{ id: (await ours())?.graphId }])
    expect(await isHeard()).toBe(true)
    expect((await world.row()).requestedAt).not.toBeNull()
  })

  it('is renewed in good time', async () => {
    const before = (await ours())?.expiresAt?.getTime() ?? 0
    await world.pass(2 * day)
    await world.settle()
    expect((await ours())?.expiresAt?.getTime()).toBeGreaterThan(before + day)
    expect(await theirs()).toHaveLength(1)
  })

  it('is made anew when the renewal finds it lost', async () => {
    const [lost] = await theirs()
    await control(world.emulator, 'DELETE', `/subscriptions/${lost?.id}`)
    await world.pass(2 * day)
    await world.settle()
    expect(await theirs()).toMatchObject([{ id: (await ours())?.graphId }])
    expect((await ours())?.graphId).not.toBe(lost?.id)
    expect(await isHeard()).toBe(true)
  })

  it('is made anew when Microsoft says that it has removed it', async () => {
    const [lost] = await theirs()
    await control(world.emulator, 'POST', `/subscriptions/${lost?.id}/lifecycle`, {
      event: 'subscriptionRemoved',
    })
    await control(world.emulator, 'DELETE', `/subscriptions/${lost?.id}`)
    await world.pass(5_000)
    expect((await world.row()).requestedAt).not.toBeNull()
    await world.settle()
    expect((await ours())?.graphId).toBe((await theirs())[0]?.id)
  })

  it('is renewed at once when Microsoft asks for it', async () => {
    const before = (await ours())?.graphId
    await control(world.emulator, 'POST', `/subscriptions/${before}/lifecycle`, {
      event: 'reauthorizationRequired',
    })
    await world.pass(500)
    expect((await ours())?.expiresAt?.getTime()).toBeLessThan(world.now().getTime() + day)
    await world.settle()
    expect((await ours())?.expiresAt?.getTime()).toBeGreaterThan(world.now().getTime() + 5 * day)
  })

  it('goes with the module when that is disabled', async () => {
    await disableConnection(world.ana, 'contacts', { keep: true })
    await world.settle()
    expect(await theirs()).toEqual([])
    expect(await ours()).toBeUndefined()
  })

  it('follows to the new folder after the old one was deleted over there', async () => {
    await world.outlook('DELETE', await world.folder())
    await world.settle()
    await world.enable()
    await world.settle()
    expect(await theirs()).toHaveLength(1)
    expect(await isHeard()).toBe(true)
  })

  it('one whose answer was lost does not stand in the way of the next', async () => {
    await disableConnection(world.ana, 'contacts', { keep: false })
    await world.settle()
    await world.enable()
    world.emulator.faults.add({
      match: { path: '/subscriptions$', method: 'POST' },
      times: 1,
      effect: { dropAfterApply: true },
    })
    await world.settle()
    await world.pass(60_000)
    await world.settle()
    expect(await theirs()).toMatchObject([{ id: (await ours())?.graphId }])
    expect(await isHeard()).toBe(true)
  })

  it('where Microsoft cannot reach us, the run goes on and polls', async () => {
    world = await SyncWorld.create(database.db)
    world.listen()
    world.emulator.faults.add({ match: { path: '/subscriptions', method: 'POST' }, effect: { status: 400 } })
    await world.settle()
    await make('Weber')
    await world.settle()
    expect(await world.links()).toHaveLength(1)
  })
})

describe('what is posted to us', () => {
  const post = async (changes: Record<string, unknown>, accept = acceptNotifications) => {
    await world.db.update(connection).set({ requestedAt: null }).where(eq(connection.id, world.connectionId))
    const own = await ours()
    const item = { subscriptionId: own?.graphId, clientState: own?.clientState, ...changes }
    return accept(world.db, NotificationBody.parse({ value: [item] }).value, world.now())
  }

  it.each([
    ['the secret of the subscription', {}, 1],
    ['no secret', { clientState: undefined }, 0],
    ['another secret', { clientState: 'guessed' }, 0],
    ['an unknown subscription', { subscriptionId: 'unknown' }, 0],
  ])('%s', async (_, changes, count) => {
    expect(await post(changes)).toHaveLength(count)
    expect((await world.row()).requestedAt === null).toBe(count === 0)
  })

  it('a forged lifecycle event changes nothing', async () => {
    const event = { lifecycleEvent: 'subscriptionRemoved', clientState: 'guessed' }
    expect(await post(event, acceptLifecycle)).toEqual([])
    expect((await ours())?.graphId).not.toBeNull()
  })

  it('what was missed is pulled', async () => {
    expect(await post({ lifecycleEvent: 'missed' }, acceptLifecycle)).toEqual([world.connectionId])
  })

  it('the mailbox is the subscribed one', async () => {
    expect((await ours())?.resource).toContain(`users/${small.anaId}/contactFolders/`)
  })
})
