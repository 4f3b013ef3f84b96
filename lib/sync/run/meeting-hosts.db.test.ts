import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { member } from '@/db/schema/access'
import { neighboursAreDone } from '@/dev/testing/neighbours'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { uncertainChoices } from '@/emulator/core/uncertain'
import { small } from '@/emulator/testing/small-seed'
import { changeOwnerOfMeetings, createMeeting } from '@/lib/crm/meetings/verbs'
import { recordStates } from '@/lib/sync/records/record-states'
import { meetingLife } from '@/lib/sync/testing/meeting-life'
import { Crash } from '@/lib/sync/testing/simulation-trouble'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { runSlice } from './run-slice'

let database: TestDatabase
let world: SyncWorld
const life = meetingLife(() => world)
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await SyncWorld.create(database.db, { module: 'meetings' })
})

const settleLater = async (connectionId?: string) => {
  await world.pass(1_000)
  await world.settle(connectionId)
}

describe('only meetings hosted by the user (M2)', () => {
  it('a change of host takes the event away here and makes it there', async () => {
    const bruno = await world.crm.member()
    const his = await world.enableFor(bruno.memberId, small.brunoId)
    const { id } = await life.make()
    await world.settle()
    await world.settle(his)
    await changeOwnerOfMeetings(world.ana, { ids: [id], ownerId: bruno.memberId })
    await settleLater()
    await settleLater(his)
    expect(await world.items()).toEqual([])
    const calendars = (await world.outlook('GET', '/calendars', undefined, small.brunoId)).value as {
      id: string
      name: string
    }[]
    const ours = calendars.find(({ name }) => name === 'Tandem CRM')
    const page = await world.outlook('GET', `/calendars/${ours?.id}/events`, undefined, small.brunoId)
    expect(page.value).toMatchObject([{ subject: 'Review' }])
  })

  it('a host who does not sync keeps the meeting in the CRM', async () => {
    const bruno = await world.crm.member()
    const { id } = await life.make()
    await world.settle()
    await changeOwnerOfMeetings(world.ana, { ids: [id], ownerId: bruno.memberId })
    await settleLater()
    expect(await world.items()).toEqual([])
    const meeting = await life.byId(id)
    const states = await recordStates(bruno, 'meetings', meeting ? [meeting] : [])
    expect(states.get(id)).toMatchObject({ state: 'off', reason: 'module-off' })
  })

  it('participants of other hosts’ meetings get no event', async () => {
    const bruno = await world.crm.member()
    const participants = [{ type: 'user' as const, id: world.ana.memberId }]
    await createMeeting(bruno, { title: 'His', start: life.at(1), end: life.at(1, '10:00'), participants })
    await settleLater()
    expect(await world.items()).toEqual([])
  })

  it('a host who leaves the organisation pauses, and deletes nothing', async () => {
    const { id } = await life.make()
    await world.settle()
    await world.db.update(member).set({ status: 'deactivated' }).where(eq(member.id, world.ana.memberId))
    await settleLater()
    expect(await world.row()).toMatchObject({ status: 'paused' })
    expect(await world.items()).toHaveLength(1)
    expect((await life.byId(id))?.deletedAt).toBeNull()
  })
})

describe('one meeting, one event, whatever is lost (A2)', () => {
  const readings = uncertainChoices.U6
  it.each(readings)(
    'the answer of a create is lost and the meeting edited before it is found (U6 = %s)',
    async (U6) => {
      world.emulator.settings.setUncertain({ U6 })
      await world.settle()
      world.emulator.faults.add({
        match: { path: '^/v1.0/.*batch', appId: small.appId },
        times: 1,
        effect: { dropAfterApply: true },
      })
      const { id } = await life.make()
      await neighboursAreDone(database.db)
      await runSlice(world.engine, world.connectionId)
      await life.edit(id, { title: 'Edited' })
      await settleLater()
      expect(await world.items()).toMatchObject([{ subject: 'Edited' }])
    },
  )

  it.each(readings)('made again when it was deleted over there before it was found (U6 = %s)', async (U6) => {
    world.emulator.settings.setUncertain({ U6 })
    await world.settle()
    let armed = true
    world.onAnswer = async (request, response) => {
      if (!armed || !request.url.endsWith('/$batch')) return response
      armed = false
      await world.outlook('DELETE', `/events/${(await life.event()).id}`)
      throw new TypeError('connection lost')
    }
    await life.make()
    await world.settle()
    // Whatever nobody answers may still be at work for a while.
    await world.pass(10_000)
    await world.settle()
    expect(await world.items()).toHaveLength(1)
    expect(await life.all()).toHaveLength(1)
  })

  it.each(['listing applied', 'page applied', 'removals confirmed', 'chunk finished'])(
    'a process that dies at "%s"',
    async (step) => {
      for (let at = 1; at <= 5; at += 1) await life.make({ title: `N${at}` })
      await life.make({ title: 'recurring', recurrence: 'FREQ=DAILY' })
      let left = 1
      world.engine.checkpoint = async (reached) => {
        if (reached !== step || left === 0) return
        left -= 1
        throw new Crash()
      }
      await world.settle().catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error
      })
      delete world.engine.checkpoint
      await world.pass(61_000)
      await world.settle()
      expect(await world.items()).toHaveLength(5)
      expect(await life.all()).toHaveLength(6)
      expect(await world.writesOf(() => settleLater())).toEqual([])
    },
  )
})
