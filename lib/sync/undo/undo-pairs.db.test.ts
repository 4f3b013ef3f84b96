import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { neighboursAreDone } from '@/dev/testing/neighbours'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { createContact, getContact, updateContact } from '@/lib/crm/contacts/verbs'
import { restoreActivity } from '@/lib/sync/activity/restore-activity'
import { listConflicts } from '@/lib/sync/conflicts/list-conflicts'
import { markConflictsSeen } from '@/lib/sync/conflicts/mark-conflicts-seen'
import type { ConflictPolicy } from '@/lib/sync/core/types'
import { runSlice } from '@/lib/sync/run/run-slice'
import { Crash } from '@/lib/sync/testing/simulation-trouble'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { previewUndo } from './preview-undo'
import { undoRun } from './undo-run'

let database: TestDatabase
let world: SyncWorld
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())
const begin = async (conflict: ConflictPolicy) => {
  world = await SyncWorld.create(database.db, { options: { conflict } })
  await world.settle()
}

const settle = async () => {
  await world.pass(1_000)
  await world.settle()
}
const undo = async (runId: unknown) => {
  await world.pass(1_000)
  return (await undoRun(world.ana, 'contacts', String(runId))).runId
}
const idle = async () => {
  await world.pass(3_700_000)
  expect(await world.writesOf(() => world.settle())).toEqual([])
}
const item = async () => (await world.items())[0] ?? {}
const editItem = async (change: object) => world.outlook('PATCH', await world.itemPath(await item()), change)
const entryOf = async (action: string) => (await world.told()).find((entry) => entry.action === action)

describe('undoing a match: both sides get back what was theirs, and part', () => {
  let id: string
  const inOutlook = { jobTitle: 'CFO', companyName: 'Nord', mobilePhone: null, department: null }
  const inCrm = { title: 'CEO', accountName: null, mobile: '1', department: 'Sales' }
  const met = async () => {
    const json = { surname: 'Okafor', emailAddresses: [{ address: 'o@x.example' }] }
    await world.outlook('POST', `${await world.folder()}/contacts`, {
      ...json,
      jobTitle: inOutlook.jobTitle,
      companyName: inOutlook.companyName,
    })
    await world.pass(1_000)
    const draft = { lastName: 'Okafor', email: 'o@x.example', title: 'CEO', mobile: '1', department: 'Sales' }
    id = (await createContact(world.ana, draft)).id
    await settle()
    expect(await item()).toMatchObject({ companyName: 'Nord', mobilePhone: '1', department: 'Sales' })
    expect(await getContact(world.ana, id)).toMatchObject({ accountName: 'Nord' })
  }
  const expectApart = async () => {
    expect(await item()).toMatchObject(inOutlook)
    expect(await getContact(world.ana, id)).toMatchObject(inCrm)
    expect(await world.links()).toMatchObject([{ state: 'unlinked', reason: 'undone' }])
  }

  it.each(['crm', 'microsoft'] as const)('whoever won a conflict of theirs: %s', async (rule) => {
    await begin(rule)
    await met()
    const undone = await undo((await entryOf('matched'))?.runId)
    await settle()
    await expectApart()
    const told = (await world.told()).filter(({ runId }) => runId === undone)
    expect(told.map(({ action, direction }) => `${action} ${direction}`).sort()).toEqual([
      'unlinked toCrm',
      'updated toCrm',
      'updated toMicrosoft',
    ])
    await idle()
  })

  it('is shown with the values that each side gets back', async () => {
    await begin('crm')
    await met()
    const { runId } = (await entryOf('matched')) ?? {}
    const { counts, samples } = await previewUndo(world.ana, 'contacts', String(runId))
    expect(counts).toMatchObject({ 'let-go': 1, change: 0 })
    const [shown] = samples
    expect(shown?.fields).toEqual([{ field: 'accountName', before: 'Nord', after: null }])
    expect(new Set(shown?.itemFields)).toEqual(
      new Set([
        { field: 'title', before: 'CEO', after: 'CFO' },
        { field: 'mobile', before: '1', after: null },
        { field: 'department', before: 'Sales', after: null },
      ]),
    )
  })

  it('as a single entry, although another entry tells what the item got', async () => {
    await begin('crm')
    await met()
    await restoreActivity(world.ana, 'contacts', String((await entryOf('matched'))?.id))
    await settle()
    await expectApart()
    await idle()
  })

  it('whatever is lost on the way: the process dies before or after the item was written to', async () => {
    await begin('crm')
    await met()
    await undo((await entryOf('matched'))?.runId)
    for (const at of ['giving back', 'chain answered']) {
      world.engine.checkpoint = async (step) => {
        if (step === at) throw new Crash()
      }
      await neighboursAreDone(database.db)
      await expect(runSlice(world.engine, world.connectionId)).rejects.toThrow(Crash)
      delete world.engine.checkpoint
      await world.pass(61_000)
    }
    await settle()
    await expectApart()
    const given = (await world.told()).filter(
      ({ reason, direction }) => reason === 'undone' && direction === 'toMicrosoft',
    )
    expect(given).toHaveLength(1)
    await idle()
  })

  it('but for what somebody edits over there before the item is looked at', async () => {
    await begin('crm')
    await met()
    await undo((await entryOf('matched'))?.runId)
    await editItem({ jobTitle: 'Boss', department: 'Board', mobilePhone: '2' })
    await settle()
    expect(await item()).toMatchObject({ jobTitle: 'Boss', department: 'Board', mobilePhone: '2' })
    expect(await entryOf('matched')).toMatchObject({ leftAlone: 'changed-since' })
    await idle()
  })

  it('and not where somebody has changed since what the match wrote', async () => {
    await begin('crm')
    await met()
    const { runId } = (await entryOf('matched')) ?? {}
    await updateContact(world.ana, { id, patch: { mobile: '3' } })
    await settle()
    await undo(runId)
    await settle()
    expect(await world.links()).toMatchObject([{ state: 'linked' }])
    expect(await item()).toMatchObject({ mobilePhone: '3', jobTitle: 'CEO' })
    expect(await entryOf('matched')).toMatchObject({ leftAlone: 'changed-since' })
    await idle()
  })

  it('undone itself, they are one again', async () => {
    await begin('crm')
    await met()
    const undone = await undo((await entryOf('matched'))?.runId)
    await settle()
    await undo(undone)
    await settle()
    expect(await world.links()).toMatchObject([{ state: 'linked' }])
    expect(await item()).toMatchObject({ jobTitle: 'CEO', companyName: 'Nord', mobilePhone: '1' })
    expect(await getContact(world.ana, id)).toMatchObject({ title: 'CEO', accountName: 'Nord' })
    await idle()
  })

  it('undone itself before anything was given back, nothing is', async () => {
    await begin('crm')
    await met()
    const before = await item()
    const undone = await undo((await entryOf('matched'))?.runId)
    await undo(undone)
    await settle()
    expect(await item()).toMatchObject({ jobTitle: before.jobTitle, mobilePhone: before.mobilePhone })
    expect(await world.links()).toMatchObject([{ state: 'linked' }])
    await idle()
  })
})

describe('undoing a run that settled a conflict', () => {
  let id: string
  beforeEach(async () => begin('latest'))
  const meet = async (winner: 'crm' | 'microsoft') => {
    id = (await createContact(world.ana, { lastName: 'Okafor', title: 'CEO', phone: '1' })).id
    await settle()
    const edits = [
      () => updateContact(world.ana, { id, patch: { title: 'CRM', phone: '2' } }),
      () => editItem({ jobTitle: 'Outlook', department: 'Sales' }),
    ]
    for (const edit of winner === 'crm' ? edits.reverse() : edits) {
      await world.pass(1_000)
      await edit()
    }
    await settle()
    await markConflictsSeen(world.ana, { filter: {}, until: world.now() })
  }
  const listed = async () => (await listConflicts(world.ana, { seen: 'new', limit: 5 })).items

  it.each([
    { winner: 'crm', kept: 'CRM', lost: 'Outlook' },
    { winner: 'microsoft', kept: 'Outlook', lost: 'CRM' },
  ] as const)(
    '$winner had won: no edit takes the place of the other, the conflict is open again, the rest is as before',
    async ({ winner, kept, lost }) => {
      await meet(winner)
      expect(await listed()).toEqual([])
      await undo((await entryOf('conflict'))?.runId)
      await settle()
      expect(await getContact(world.ana, id)).toMatchObject({ title: kept, phone: '1', department: null })
      expect(await item()).toMatchObject({ jobTitle: kept, businessPhones: ['1'], department: null })
      expect(await listed()).toMatchObject([
        { leftAlone: 'conflict-open', restoredAt: null, fields: [{ field: 'title', after: kept, lost }] },
      ])
      await idle()
      await restoreActivity(world.ana, 'contacts', String((await listed())[0]?.id))
      await settle()
      expect(await getContact(world.ana, id)).toMatchObject({ title: lost })
      expect(await item()).toMatchObject({ jobTitle: lost })
    },
  )

  it('whose outcome somebody has changed since: that stays, and the conflict stays closed', async () => {
    await meet('crm')
    await updateContact(world.ana, { id, patch: { title: 'New' } })
    await settle()
    await undo((await entryOf('conflict'))?.runId)
    await settle()
    expect(await item()).toMatchObject({ jobTitle: 'New' })
    expect(await listed()).toEqual([])
  })
})
