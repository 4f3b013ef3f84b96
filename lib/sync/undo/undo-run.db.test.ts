import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { contact } from '@/db/schema/crm'
import { run } from '@/db/schema/sync'
import { neighboursAreDone } from '@/dev/testing/neighbours'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import {
  createContact,
  createContacts,
  deleteContact,
  getContact,
  listContacts,
  updateContact,
  updateContacts,
} from '@/lib/crm/contacts/verbs'
import { CrmWorld } from '@/lib/crm/testing/crm-world'
import { restoreActivities, restoreActivity } from '@/lib/sync/activity/restore-activity'
import { writeActivity } from '@/lib/sync/activity/write-activity'
import { runSlice } from '@/lib/sync/run/run-slice'
import { Crash } from '@/lib/sync/testing/simulation-trouble'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { continueUndoById, orphanedUndos } from './continue-undos'
import { previewUndo } from './preview-undo'
import { undoProgress } from './undo-progress'
import { undoRun } from './undo-run'

let database: TestDatabase
let world: SyncWorld
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await SyncWorld.create(database.db, { options: { deleteInCrm: true } })
})

const settle = async () => {
  await world.pass(1_000)
  await world.settle()
}
const lastRun = async () => String((await world.told()).at(-1)?.runId)
const undo = async (runId: string) => {
  await world.pass(1_000)
  const undone = await undoRun(world.ana, 'contacts', runId)
  await settle()
  return undone.runId
}
const names = async () => (await world.items()).map(({ surname }) => surname).sort()
const living = async () =>
  (await listContacts(world.ana, { limit: 50 })).items.map(({ lastName }) => lastName).sort()
const makeItem = async (surname: string) =>
  world.outlook('POST', `${await world.folder()}${world.module.container.items}`, { surname })
const editItem = async (surname: string, change: object) => {
  const item = (await world.items()).find((one) => one.surname === surname)
  await world.outlook('PATCH', await world.itemPath(item ?? {}), change)
}
const idle = async () => {
  await world.pass(3_700_000)
  expect(await world.writesOf(() => world.settle())).toEqual([])
}

describe('undoing a run', () => {
  it('that had made an item leaves the record, also when the answer to the deletion is lost', async () => {
    await createContact(world.ana, { lastName: 'Okafor' })
    await settle()
    const made = await lastRun()
    await world.pass(1_000)
    await undoRun(world.ana, 'contacts', made)
    world.engine.checkpoint = async (step) => {
      if (step === 'chain answered') throw new Crash()
    }
    await neighboursAreDone(database.db)
    await expect(runSlice(world.engine, world.connectionId)).rejects.toThrow(Crash)
    delete world.engine.checkpoint
    await world.pass(61_000)
    await settle()
    expect([await names(), await living()]).toEqual([[], ['Okafor']])
    expect(await world.links()).toMatchObject([{ state: 'unlinked', reason: 'undone' }])
    await idle()
  })

  it('takes back values on both sides, whichever side had changed them', async () => {
    const { id } = await createContact(world.ana, { lastName: 'Okafor', title: 'CEO', email: 'o@x.example' })
    await settle()
    await updateContact(world.ana, { id, patch: { title: 'CTO' } })
    await settle()
    const pushed = await lastRun()
    await editItem('Okafor', { companyName: 'Nord' })
    await settle()
    const pulled = await lastRun()
    await undo(pushed)
    expect(await getContact(world.ana, id)).toMatchObject({ title: 'CEO', accountName: 'Nord' })
    await undo(pulled)
    expect(await getContact(world.ana, id)).toMatchObject({ title: 'CEO', accountName: null })
    expect((await world.items())[0]).toMatchObject({ jobTitle: 'CEO', companyName: null })
    await idle()
  })

  it('leaves alone what somebody has changed since, and says so', async () => {
    const [a, b] = await createContacts(world.ana, [
      { lastName: 'Aa', title: 'x' },
      { lastName: 'Bb', title: 'x' },
    ])
    await settle()
    await updateContacts(world.ana, [
      { id: a?.id ?? '', patch: { title: 'y' } },
      { id: b?.id ?? '', patch: { title: 'y' } },
    ])
    await settle()
    const runId = await lastRun()
    await updateContact(world.ana, { id: b?.id ?? '', patch: { title: 'z' } })
    expect(await previewUndo(world.ana, 'contacts', runId)).toMatchObject({
      counts: { change: 1 },
      left: [{ reason: 'changed-since', count: 1 }],
    })
    await undo(runId)
    expect(await getContact(world.ana, a?.id ?? '')).toMatchObject({ title: 'x' })
    expect(await getContact(world.ana, b?.id ?? '')).toMatchObject({ title: 'z' })
    const told = (await world.told()).filter((entry) => entry.runId === runId)
    expect(told.map(({ leftAlone }) => leftAlone).sort()).toEqual(['changed-since', null])
    await idle()
  })

  it('what it made over there goes, the record stays; undone itself, it is there again', async () => {
    await createContact(world.ana, { lastName: 'Okafor' })
    await settle()
    const first = await undo(await lastRun())
    expect([await names(), await living()]).toEqual([[], ['Okafor']])
    await idle()
    const second = await undo(first)
    expect([await names(), await living()]).toEqual([['Okafor'], ['Okafor']])
    await undo(second)
    expect([await names(), await living()]).toEqual([[], ['Okafor']])
    await idle()
  })

  it('what it made in the CRM goes to the bin, the item stays; undone itself, they are one again', async () => {
    await settle()
    await makeItem('Nordahl')
    await settle()
    const first = await undo(await lastRun())
    expect([await names(), await living()]).toEqual([['Nordahl'], []])
    await editItem('Nordahl', { jobTitle: 'CEO' })
    await settle()
    expect([await names(), await living()]).toEqual([['Nordahl'], []])
    await idle()
    await undo(first)
    expect([await names(), await living()]).toEqual([['Nordahl'], ['Nordahl']])
    expect((await listContacts(world.ana, { limit: 5 })).items[0]).toMatchObject({ title: 'CEO' })
    await idle()
  })

  it('what was deleted on either side is there again on both', async () => {
    const { id } = await createContact(world.ana, { lastName: 'Okafor' })
    await makeOther()
    await deleteContact(world.ana, { id })
    await settle()
    const pushed = await lastRun()
    const item = (await world.items())[0]
    await world.outlook('DELETE', await world.itemPath(item ?? {}))
    await settle()
    const pulled = await lastRun()
    expect([await names(), await living()]).toEqual([[], []])
    await undo(pushed)
    expect([await names(), await living()]).toEqual([['Okafor'], ['Okafor']])
    const undone = await undo(pulled)
    expect([await names(), await living()]).toEqual([
      ['Nordahl', 'Okafor'],
      ['Nordahl', 'Okafor'],
    ])
    await undo(undone)
    expect([await names(), await living()]).toEqual([['Okafor'], ['Okafor']])
    await idle()
  })

  const makeOther = async () => {
    await settle()
    await makeItem('Nordahl')
    await settle()
  }

  it('a pair that it found parts, and nothing is lost on either side', async () => {
    await world.settle()
    await makeItem('Okafor')
    await editItem('Okafor', { emailAddresses: [{ address: 'o@x.example' }], companyName: 'Nord' })
    await createContact(world.ana, { lastName: 'Okafor', email: 'o@x.example' })
    await settle()
    const found = (await world.told()).find(({ action }) => action === 'matched')
    await undo(String(found?.runId))
    expect([await names(), await living()]).toEqual([['Okafor'], ['Okafor']])
    expect((await listContacts(world.ana, { limit: 5 })).items[0]).toMatchObject({ accountName: null })
    await idle()
  })

  it('an edit over there after the undo was asked for keeps the item', async () => {
    await createContact(world.ana, { lastName: 'Okafor' })
    await settle()
    await undoRun(world.ana, 'contacts', await lastRun())
    await world.pass(1_000)
    await editItem('Okafor', { jobTitle: 'CEO' })
    await settle()
    expect([await names(), await living()]).toEqual([['Okafor'], ['Okafor']])
    expect((await listContacts(world.ana, { limit: 5 })).items[0]).toMatchObject({ title: 'CEO' })
    await idle()
  })

  it('asked twice, also at once, it is done once', async () => {
    await createContacts(world.ana, [{ lastName: 'Aa' }, { lastName: 'Bb' }])
    await settle()
    const runId = await lastRun()
    const both = await Promise.all([1, 2].map(() => undoRun(world.ana, 'contacts', runId)))
    expect(new Set(both.map((one) => one.runId)).size).toBe(1)
    await settle()
    expect(await undoRun(world.ana, 'contacts', runId)).toEqual(both[0])
    await settle()
    expect((await world.told()).filter(({ runId }) => runId === both[0]?.runId)).toHaveLength(2)
    expect(await world.db.select().from(run).where(eq(run.undoOf, runId))).toHaveLength(1)
  })

  it('goes on where its process has died, and a thousand records take seconds', async () => {
    const many = Array.from({ length: 1_000 }, (_, at) => ({ lastName: `N${at}`, title: 'y' }))
    const made = await createContacts(world.ana, many)
    const { connectionId } = world
    const at = world.now()
    const runId = crypto.randomUUID()
    await world.db.insert(run).values({ id: runId, connectionId, startedAt: at, finishedAt: at })
    const fields = [{ field: 'title', before: 'x', after: 'y', lost: null }]
    const told = { direction: 'toCrm', action: 'updated', itemId: null, fields } as const
    await writeActivity(
      world.db,
      { organisationId: world.ana.organisationId, connectionId, runId, at },
      made.map(({ id }) => ({ ...told, recordId: id })),
    )
    // A run that is begun, and nobody goes on with.
    const undoing = { id: crypto.randomUUID(), connectionId, kind: 'undo' as const }
    await world.db.insert(run).values({ ...undoing, undoOf: runId, startedAt: at })
    expect(await orphanedUndos(world.db, world.now())).toEqual([])
    await world.pass(61_000)
    expect(await orphanedUndos(world.db, world.now())).toEqual([undoing.id])
    expect(await undoProgress(world.ana, undoing.id)).toEqual({ done: 0, total: 1_000 })
    // Whoever asks waits for some seconds: here each look at the clock takes three.
    let passed = 0
    const slow = {
      ...world.ana,
      now: () => {
        passed += 3_000
        return new Date(world.now().getTime() + passed)
      },
    }
    expect(await undoRun(slow, 'contacts', runId)).toEqual({ runId: undoing.id, isDone: false })
    const { done = 0 } = (await undoProgress(world.ana, undoing.id)) ?? {}
    expect(done).toBeGreaterThan(0)
    expect(done).toBeLessThan(1_000)
    expect(await continueUndoById(world.db, world.ana, undoing.id)).toEqual({ more: false })
    const titles = await world.db
      .select({ title: contact.title })
      .from(contact)
      .where(eq(contact.ownerId, world.ana.memberId))
    expect(new Set(titles.map(({ title }) => title))).toEqual(new Set(['x']))
    const [row] = await world.db.select().from(run).where(eq(run.id, undoing.id))
    expect(row).toMatchObject({ finishedAt: world.now(), undoneTo: null })
  })

  it('undone before anything was done over there, nothing is', async () => {
    await createContact(world.ana, { lastName: 'Okafor' })
    await settle()
    const { runId } = await undoRun(world.ana, 'contacts', await lastRun())
    await undoRun(world.ana, 'contacts', runId)
    expect(await world.writesOf(settle)).toEqual([])
    expect([await names(), await living()]).toEqual([['Okafor'], ['Okafor']])
  })

  it('refuses a member without the right, another organisation, and what there is no run for', async () => {
    await createContact(world.ana, { lastName: 'Okafor' })
    await settle()
    const runId = await lastRun()
    const strangers = [await world.crm.admin(), await (await CrmWorld.create(world.db)).admin()]
    for (const stranger of strangers) {
      await expect(undoRun(stranger, 'contacts', runId)).rejects.toThrow('not-found')
      await expect(previewUndo(stranger, 'contacts', runId)).rejects.toThrow('not-found')
    }
    const { actor } = world.ana
    if (actor.type !== 'user') throw new Error('Ana is a user.')
    const permissions = new Set([...actor.permissions].filter((one) => one !== 'contacts.edit'))
    const limited = { ...world.ana, actor: { ...actor, permissions } }
    await expect(undoRun(limited, 'contacts', runId)).rejects.toThrow('permission-required')
    await expect(undoRun(world.ana, 'contacts', crypto.randomUUID())).rejects.toThrow('not-found')
    await world.db.update(run).set({ finishedAt: null }).where(eq(run.id, runId))
    await expect(undoRun(world.ana, 'contacts', runId)).rejects.toThrow('busy')
    await world.db.update(run).set({ finishedAt: world.now() }).where(eq(run.id, runId))
    await world.pass(61 * 24 * 3_600_000)
    await expect(undoRun(world.ana, 'contacts', runId)).rejects.toThrow('too-old')
    const [entry] = await world.told()
    await expect(restoreActivity(world.ana, 'contacts', String(entry?.id))).rejects.toThrow('too-old')
  })
})

describe('putting single entries back', () => {
  it('many at once, with the reason of those that stay', async () => {
    const { id } = await createContact(world.ana, { lastName: 'Okafor', title: 'x' })
    await settle()
    await updateContact(world.ana, { id, patch: { title: 'y' } })
    await settle()
    const entries = await world.told()
    const updated = String(entries.find(({ action }) => action === 'updated')?.id)
    const unknown = crypto.randomUUID()
    expect(await restoreActivities(world.ana, 'contacts', [updated, unknown])).toEqual({
      restored: [updated],
      left: [{ id: unknown, reason: 'not-found' }],
    })
    expect(await getContact(world.ana, id)).toMatchObject({ title: 'x' })
    await settle()
    expect((await world.items())[0]).toMatchObject({ jobTitle: 'x' })
  })

  it('counts whatever was changed since, as it was asked for; the same again changes nothing', async () => {
    const { id } = await createContact(world.ana, { lastName: 'Okafor', title: 'x' })
    await settle()
    await updateContact(world.ana, { id, patch: { title: 'y' } })
    await settle()
    const updated = String((await world.told()).find(({ action }) => action === 'updated')?.id)
    await updateContact(world.ana, { id, patch: { title: 'z' } })
    expect(await restoreActivity(world.ana, 'contacts', updated)).toMatchObject({ restoredAt: world.now() })
    expect(await getContact(world.ana, id)).toMatchObject({ title: 'x' })
    const { updatedAt } = await getContact(world.ana, id)
    await restoreActivity(world.ana, 'contacts', updated)
    expect(await getContact(world.ana, id)).toMatchObject({ updatedAt })
    expect(await world.db.select().from(run).where(eq(run.connectionId, world.connectionId))).toContainEqual(
      expect.objectContaining({ kind: 'undo' }),
    )
  })
})
