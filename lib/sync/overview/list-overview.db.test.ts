import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { member } from '@/db/schema/access'
import { activity, run, subscription } from '@/db/schema/sync'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { makeMember } from '@/lib/access/testing/make-organisation'
import { sections } from './causes'
import { countCauses, groupProblems, listOverview, type OverviewRow } from './list-overview'
import { connect, makeConnection, makeHouse, makeLinks, minutesAgo } from './testing/house'

let database: TestDatabase
let house: Awaited<ReturnType<typeof makeHouse>>
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  house = await makeHouse(database.db)
})

type State = Parameters<typeof makeConnection>[3]
const put = (name: string, state?: State) => makeConnection(database.db, house.org, name, state)
const all = async () => (await listOverview(house.admin, { limit: 100 })).items
const contacts = async () =>
  (await listOverview(house.admin, { limit: 100, module: 'contacts' })).items.filter(
    ({ memberId }) => memberId !== house.adminId,
  )
const shown = (rows: readonly OverviewRow[]) => rows.map(({ name, cause }) => [name, cause])

describe('the cause of each connection', () => {
  it.each<[string, State, string]>([
    ['has never been turned on', { status: 'off' }, 'off'],
    ['was turned off by its user', { status: 'off', reason: 'disabled-by-user' }, 'turned-off'],
    ['lost its container', { status: 'off', reason: 'container-deleted' }, 'container-deleted'],
    ['needs the consent', { status: 'attention', reason: 'consent-revoked' }, 'consent-revoked'],
    ['needs its user', { status: 'attention', reason: 'credential-expired' }, 'sign-in'],
    ['waits for a first sign-in', { status: 'attention', reason: 'sign-in-required' }, 'sign-in'],
    [
      'has a user who was disabled over there',
      { status: 'attention', reason: 'credential-expired', access: 'application' },
      'account-blocked',
    ],
    ['has no mailbox', { status: 'attention', reason: 'mailbox-unavailable' }, 'mailbox-unavailable'],
    ['waits for a decision', { status: 'held', reason: 'many-deletions' }, 'held'],
    ['lacks a permission', { status: 'paused', reason: 'permission-missing' }, 'not-allowed'],
    ['was withdrawn', { status: 'paused', reason: 'not-available' }, 'withdrawn'],
    ['is refused again and again', { failureCount: 3 }, 'failing'],
    ['has had one refusal', { failureCount: 1 }, 'healthy'],
    ['was leased by a process that is gone', { leaseUntil: minutesAgo(11) }, 'stuck'],
    ['is leased for longer than anybody may', { leaseUntil: minutesAgo(-90) }, 'stuck'],
    ['is at work', { leaseUntil: minutesAgo(-1) }, 'healthy'],
    ['was to be looked at long ago', { nextPollAt: minutesAgo(11) }, 'stuck'],
    ['was asked for and not heard', { requestedAt: minutesAgo(11) }, 'stuck'],
    ['is being enabled', { status: 'enabling' }, 'starting'],
    ['is being disabled', { status: 'disabling' }, 'ending'],
  ])('one that %s', async (_, state, cause) => {
    await put('Ana', state)
    expect(shown(await contacts())).toEqual([['Ana', cause]])
  })

  it('tells what was refused from what is late, and both from what waits its turn', async () => {
    const [bruno, chloe, denis] = [await put('Bruno'), await put('Chloe'), await put('Denis')]
    const { db } = database
    await makeLinks(db, bruno.connectionId, 2, { parkedAt: minutesAgo(1), pendingSince: minutesAgo(60) })
    await makeLinks(db, chloe.connectionId, 3, { pendingSince: minutesAgo(20) })
    await makeLinks(db, denis.connectionId, 1, { pendingSince: minutesAgo(20), notBefore: minutesAgo(-5) })
    expect(await contacts()).toMatchObject([
      { name: 'Bruno', cause: 'refused', parked: 2, pending: 0 },
      { name: 'Chloe', cause: 'late', parked: 0, pending: 3 },
      { name: 'Denis', cause: 'healthy', pending: 1 },
    ])
  })

  it('counts what waits for a decision among what waits, each record once', async () => {
    const bruno = await put('Bruno', { status: 'held', reason: 'many-changes' })
    const change = { fields: {}, modifiedAt: 0, notedAt: minutesAgo(1).toISOString() }
    const states = [
      { heldChange: change },
      { heldChange: change, pendingSince: minutesAgo(1) },
      { reason: 'removal-held' },
      { reason: 'deletion-held', removedAt: minutesAgo(1) },
      { heldChange: change, parkedAt: minutesAgo(1) },
      {},
    ]
    for (const state of states) await makeLinks(database.db, bruno.connectionId, 1, state)
    expect(await contacts()).toMatchObject([{ name: 'Bruno', cause: 'held', pending: 4, parked: 1 }])
  })

  it('sees when Microsoft tells us of nothing', async () => {
    const watched = async (name: string, state: Partial<typeof subscription.$inferInsert>) => {
      const { connectionId } = await put(name)
      const base = { connectionId, resource: 'r', clientState: 's', createdAt: minutesAgo(60) }
      await database.db
        .insert(subscription)
        .values({ ...base, graphId: connectionId, expiresAt: minutesAgo(-60), ...state })
    }
    await watched('Bruno', { expiresAt: minutesAgo(1) })
    await watched('Chloe', { graphId: null })
    await watched('Denis', { lastNotifiedAt: minutesAgo(30), lastFoundAt: minutesAgo(20) })
    await watched('Elise', { lastNotifiedAt: minutesAgo(30), lastFoundAt: minutesAgo(29) })
    expect(shown(await contacts())).toEqual([
      ['Bruno', 'no-notifications'],
      ['Chloe', 'no-notifications'],
      ['Denis', 'no-notifications'],
      ['Elise', 'healthy'],
    ])
  })
})

describe('the overview', () => {
  it('has each member with each module, by name, and numbers of what they sync', async () => {
    const ana = await put('Ana', { upn: 'ana@small.example' })
    await database.db.insert(run).values([
      { connectionId: ana.connectionId, startedAt: minutesAgo(9), finishedAt: minutesAgo(8) },
      {
        connectionId: ana.connectionId,
        startedAt: minutesAgo(5),
        finishedAt: minutesAgo(5),
        outcome: 'credential-expired',
      },
    ])
    const entry = {
      organisationId: ana.organisationId,
      connectionId: ana.connectionId,
      action: 'updated',
    } as const
    await database.db.insert(activity).values(
      [1000, 2000, 3000].map((delayMs) => ({
        ...entry,
        at: minutesAgo(delayMs / 100),
        direction: 'toMicrosoft' as const,
        delayMs,
      })),
    )
    const rows = await all()
    expect(rows.map(({ name, module }) => [name, module])).toEqual([
      ...['contacts', 'meetings'].map((module) => ['Ana', module]),
      ...['contacts', 'meetings'].map((module) => ['Zoe Admin', module]),
    ])
    expect(rows[0]).toMatchObject({
      upn: 'ana@small.example',
      lastSuccessAt: minutesAgo(8),
      toMicrosoftMs: { p50: 2000, p95: 2900 },
      toCrmMs: null,
    })
  })

  it('shows what is wrong first, grouped by cause, with how many members each concerns', async () => {
    for (const name of ['Ana', 'Bruno', 'Chloe']) {
      const person = await put(name, { status: 'attention', reason: 'credential-expired' })
      const meetings = { module: 'meetings', status: 'attention', reason: 'credential-expired' } as const
      if (name === 'Ana') await connect(database.db, person, meetings)
    }
    await put('Denis', { status: 'attention', reason: 'consent-revoked' })
    await put('Elise')
    const groups = await groupProblems(house.admin, { each: 2 })
    expect(groups.map(({ cause, members, total }) => [cause, members, total])).toEqual([
      ['consent-revoked', 1, 1],
      ['sign-in', 3, 4],
    ])
    expect(shown(groups[1]?.rows ?? [])).toEqual([
      ['Ana', 'sign-in'],
      ['Ana', 'sign-in'],
    ])
    const counts = await countCauses(house.admin)
    expect(counts.get('healthy')).toEqual({ total: 1, members: 1 })
    expect(counts.get('sign-in')).toEqual({ total: 4, members: 3 })
  })

  it('is searched and filtered', async () => {
    await put('Ana Ångström', { upn: 'aa@small.example' })
    await put('Bruno_100%', { status: 'attention', reason: 'consent-revoked' })
    const found = async (filter: Partial<Parameters<typeof listOverview>[1]>) => [
      ...new Set((await listOverview(house.admin, { limit: 100, ...filter })).items.map(({ name }) => name)),
    ]
    expect(await found({ search: 'ångs' })).toEqual(['Ana Ångström'])
    expect(await found({ search: 'AA@small' })).toEqual(['Ana Ångström'])
    expect(await found({ search: '_100%' })).toEqual(['Bruno_100%'])
    expect(await found({ search: "'; drop table link; --" })).toEqual([])
    expect(await found({ causes: sections.problems })).toEqual(['Bruno_100%'])
    expect(await found({ causes: sections.running })).toEqual(['Ana Ångström'])
  })

  it('is paged by name, and loses and repeats nobody', async () => {
    for (const name of ['Éva', 'Eve', 'Ana', 'Zoé', 'Ana']) await put(name)
    const seen: OverviewRow[] = []
    let after: Parameters<typeof listOverview>[1]['after']
    do {
      const page = await listOverview(house.admin, { limit: 3, after })
      seen.push(...page.items)
      after = page.next ?? undefined
    } while (after)
    expect(new Set(seen.map(({ memberId, module }) => memberId + module)).size).toBe(12)
    expect(seen).toEqual(await all())
  })

  it('has a former member as long as she has a connection that is on', async () => {
    const ana = await put('Ana', { status: 'paused', reason: 'permission-missing' })
    await database.db.update(member).set({ status: 'deactivated' }).where(eq(member.id, ana.memberId))
    expect((await all()).filter(({ name }) => name === 'Ana')).toMatchObject([{ module: 'contacts' }])
  })

  it('refuses a member without the right', async () => {
    const { context } = await put('Ana')
    const refusal = { code: 'permission-required', details: { permission: 'manage-integrations' } }
    await expect(listOverview(context, { limit: 1 })).rejects.toMatchObject(refusal)
    await expect(groupProblems(context, { each: 1 })).rejects.toMatchObject(refusal)
    await expect(countCauses(context)).rejects.toMatchObject(refusal)
  })

  it('refuses another organisation: it shows its own', async () => {
    await put('Ana', { status: 'attention', reason: 'consent-revoked' })
    const other = await makeHouse(database.db)
    await makeMember(database.db, other.org, 'standard', { name: 'Paula' })
    expect(await groupProblems(other.admin, { each: 5 })).toEqual([])
    const names = (await listOverview(other.admin, { limit: 100 })).items.map(({ name }) => name)
    expect(new Set(names)).toEqual(new Set(['Paula', 'Zoe Admin']))
  })
})
