import { desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { change } from '@/db/schema/crm'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { meetingModule } from '@/lib/crm/meetings/module'
import { putBackChange } from '@/lib/crm/records/put-back-change'
import { restoreActivities, restoreActivity } from '@/lib/sync/activity/restore-activity'
import { meetingLife } from '@/lib/sync/testing/meeting-life'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { mailsNobody } from './mails-nobody'
import { undoRun } from './undo-run'

let database: TestDatabase
let world: SyncWorld
const life = meetingLife(() => world)
beforeAll(async () => {
  database = await createTestDatabase(4)
})
afterAll(() => database.close())

const settle = async () => {
  await world.pass(1_000)
  await world.settle()
}

it('whatever is put back of a meeting whose event has attendees, nobody is mailed (A8)', async () => {
  world = await SyncWorld.create(database.db, { module: 'meetings' })
  const { id } = await life.make({ location: 'Nord' })
  await settle()
  await life.edit(id, { location: 'Sud', notes: 'x' })
  await settle()
  const attendees = [{ type: 'required', emailAddress: { address: 'guest@partner.example', name: 'Guest' } }]
  await life.editEvent((await life.event()).id, { attendees })
  await settle()
  const told = await world.told()
  const [created, updated] = ['created', 'updated'].map((name) => told.find(({ action }) => action === name))

  for (const entry of [created, updated])
    await expect(restoreActivity(world.ana, 'meetings', String(entry?.id))).rejects.toThrow(
      'kept-for-attendees',
    )
  const ids = [String(updated?.id)]
  expect(await restoreActivities(world.ana, 'meetings', ids)).toEqual({
    restored: [],
    left: [{ id: updated?.id, reason: 'kept-for-attendees' }],
  })
  for (const entry of [updated, created]) {
    await undoRun(world.ana, 'meetings', String(entry?.runId))
    await settle()
  }
  const [edit] = await world.db
    .select({ id: change.id })
    .from(change)
    .where(eq(change.recordId, id))
    .orderBy(desc(change.id))
    .limit(1)
  const which = { recordId: id, changeId: edit?.id ?? 0 }
  const check = (former: object) =>
    mailsNobody(world.ana, 'meetings', { recordId: id, fields: Object.keys(former) })
  await expect(putBackChange(world.ana, meetingModule, which, check)).rejects.toThrow('kept-for-attendees')
  await settle()

  expect(await life.get(id)).toMatchObject({ location: 'Sud' })
  expect(await life.event()).toMatchObject({ location: { displayName: 'Sud' } })
  expect(world.house.mailed).toEqual([])
})
