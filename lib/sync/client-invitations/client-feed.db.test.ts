import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '@/db/client'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { createContact } from '@/lib/crm/contacts/verbs'
import { holdClientFeed, noticeClients } from './client-feed'
import { findOrganisers } from './find-organisers'
import { writeRows } from './invitation-rows'
import { type Guest, InvitationWorld } from './testing/invitation-world'

let database: TestDatabase
let world: InvitationWorld
let ana: Guest
beforeAll(async () => {
  database = await createTestDatabase(4)
  world = await InvitationWorld.create(database.db)
  ana = await world.guest('ana')
  await world.settle(ana)
})
afterAll(() => database.close())

const lea = 'lea@blanc.example'

/** A transaction that has done its work and waits for a word to commit. */
async function held(work: (tx: Database) => Promise<void>) {
  let commit = () => {}
  const word = new Promise<void>((resolve) => {
    commit = resolve
  })
  let done: Promise<void> = Promise.resolve()
  await new Promise<void>((ready, failed) => {
    done = database.db
      .transaction(async (tx) => {
        await work(tx)
        ready()
        await word
      })
      .catch(failed)
  })
  return {
    commit: () => {
      commit()
      return done
    },
  }
}

async function somebodyWaits(): Promise<void> {
  for (;;) {
    const [row] = await database.db.execute<{ waiting: string }>(sql`
      select count(*) as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`)
    if (Number(row?.waiting) > 0) return
  }
}

const waitingRow = () => ({
  id: crypto.randomUUID(),
  connectionId: ana.connectionId,
  organisationId: ana.organisationId,
  itemId: 'AAkALg',
  icalUid: null,
  organiser: lea,
  recordId: null,
  told: null,
  etag: null,
  endsAt: world.base.now(),
  noticedAt: null,
  removedAt: null,
  seenAt: null,
  createdAt: world.base.now(),
})

it('a client who comes up while her invitation is being remembered as a stranger’s is noticed all the same', async () => {
  // Begun before the other, committed after the other has looked: its change is no longer held back by it.
  const contact = await held(async (tx) => {
    await createContact({ ...ana, db: tx, wake: async () => {} }, { lastName: 'Blanc', email: lea })
  })
  const remembering = await held(async (tx) => {
    await tx.execute(sql`select pg_current_xact_id()`)
    await holdClientFeed(tx, ana.organisationId)
    const organiserOf = await findOrganisers({ ...ana, db: tx }, await world.row(ana), [lea])
    expect(organiserOf(lea)).toEqual({ client: null, colleague: false })
    await writeRows(tx, { fresh: [waitingRow()], saved: [], forgotten: [] })
  })
  await contact.commit()
  const noticed = noticeClients(database.db, ana.organisationId, world.base.now(), 'visible')
  await Promise.race([noticed, somebodyWaits()])
  await remembering.commit()
  expect(await noticed).toEqual([ana.memberId])
})
