import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { account, audit, organisation } from '@/db/schema/access'
import { microsoftTenant } from '@/db/schema/microsoft'
import { requestLog } from '@/db/schema/request-log'
import { activity, link, run, subscription } from '@/db/schema/sync'
import { neighboursAreDone } from '@/dev/testing/neighbours'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { createContact, updateContact } from '@/lib/crm/contacts/verbs'
import { CrmWorld } from '@/lib/crm/testing/crm-world'
import { SyncWorld } from '@/lib/sync/testing/sync-world'
import { loggedSlice } from './logged-slice'
import { ownSupportFile, supportFileOf } from './support-file'

let database: TestDatabase
let world: SyncWorld

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await SyncWorld.create(database.db)
})

/** Lets the connection run until it is at rest, as the durable function does. */
async function live(): Promise<void> {
  for (let slice = 0; slice < 40; slice += 1) {
    await neighboursAreDone(database.db)
    const outcome = await loggedSlice(world.engine, world.connectionId)
    if (outcome.outcome === 'idle' || (outcome.outcome === 'done' && outcome.waitMs >= 5_000)) return
    if ('waitMs' in outcome) await world.pass(outcome.waitMs + 1)
  }
  throw new Error('it does not come to rest')
}

const people = [
  {
    firstName: 'Marcellus',
    lastName: 'Okaforsson',
    email: 'marcellus@fabrikam.example',
    phone: '+33 199001234',
  },
  { firstName: 'Ninette', lastName: 'Weberling', email: 'ninette@contoso.example', title: 'Chief Zookeeper' },
]

/** Contacts on both sides, a conflict, a record that Microsoft refuses in words that name somebody, a notification. */
async function somethingHappens(): Promise<void> {
  world.listen()
  await live()
  const made = []
  for (const person of people) made.push(await createContact(world.ana, person))
  await live()
  await world.outlook('POST', `${await world.folder()}/contacts`, {
    givenName: 'Olympe',
    surname: 'Zanzibarski',
  })
  const [first] = await world.items()
  await world.outlook('PATCH', await world.itemPath(first ?? {}), { jobTitle: 'Trapeze artist' })
  for (const { id } of made) await updateContact(world.ana, { id, patch: { title: 'Lion tamer' } })
  const message = 'ninette@contoso.example is not allowed'
  world.emulator.faults.add({
    match: { method: 'PATCH', path: '/contacts/' },
    effect: { status: 400, body: { error: { code: 'ErrorPropertyValidationFailure', message } } },
  })
  await live()
}

/** Every name, address, word and id that the world knows. */
async function everythingKnown(): Promise<string[]> {
  const { db } = database
  const rows = await Promise.all([
    db.select({ email: account.email, id: account.id }).from(account),
    db.select({ id: organisation.id }).from(organisation),
    db.select({ id: microsoftTenant.tenantId, name: microsoftTenant.name }).from(microsoftTenant),
    db.select({ id: link.id, record: link.recordId, item: link.itemId, etag: link.etag }).from(link),
    db.select({ id: run.id }).from(run),
    db.select({ id: activity.id }).from(activity),
    db.select({ id: subscription.graphId, secret: subscription.clientState }).from(subscription),
  ])
  const { upn, containerId, deltaLink, microsoftUserId, memberId, organisationId } = await world.row()
  const own = [upn, containerId, deltaLink, microsoftUserId, memberId, organisationId, world.connectionId]
  const words = ['Zanzibarski', 'Olympe', 'Trapeze', 'Lion tamer', 'fabrikam', 'contoso', 'small.example']
  const known = [...people.flatMap(Object.values), ...words, ...own, ...rows.flat().flatMap(Object.values)]
  return known.filter((value) => typeof value === 'string' && value.length > 3)
}

describe('the support file of a connection', () => {
  it('holds no name, address, content, secret or id of anything in the world', async () => {
    await somethingHappens()
    const text = JSON.stringify(await ownSupportFile(world.ana, 'contacts'))
    const known = await everythingKnown()
    expect(known.length).toBeGreaterThan(40)
    expect(known.filter((value) => text.includes(value) || text.includes(encodeURIComponent(value)))).toEqual(
      [],
    )
    expect(text).not.toMatch(/@|[0-9a-f]{8}-[0-9a-f]{4}-/)
  })

  it('tells what was asked of Microsoft, decided, and is not at rest, with the same token for the same thing', async () => {
    await somethingHappens()
    const file = await ownSupportFile(world.ana, 'contacts')
    expect(file).toMatchObject({
      versions: { node: process.version },
      connection: { module: 'contacts', status: 'active' },
      subscriptions: [{ purpose: 'container' }],
      delta: { link: 'delta' },
    })
    const [restless] = file.links.restless
    expect(restless).toMatchObject({
      reason: 'microsoft-refused',
      lastError: 'ErrorPropertyValidationFailure',
    })
    const requests = file.requests.flatMap((slice) => slice.requests)
    expect(requests.map(({ path, status }) => [path, status])).toContainEqual([
      `/users/${file.connection.user}/contacts/${restless?.item}`,
      400,
    ])
    const failed = file.decisions.find(
      ({ action, record }) => action === 'failed' && record === restless?.record,
    )
    expect(failed).toMatchObject({ reason: 'microsoft-refused' })
    expect(file.runs.map(({ id }) => id)).toContain(failed?.run)
    expect(file.decisions.flatMap(({ fields }) => fields)).toContain('title')
  })

  it('is the same thing under another token in the next file', async () => {
    const [one, two] = [
      await ownSupportFile(world.ana, 'contacts'),
      await ownSupportFile(world.ana, 'contacts'),
    ]
    expect(one.connection.id).not.toBe(two.connection.id)
  })
})

describe('who gets it', () => {
  it('an administrator, of every connection of the organisation, and the audit log says so', async () => {
    const admin = await world.crm.admin()
    expect(await supportFileOf(admin, world.connectionId)).toMatchObject({
      connection: { module: 'contacts' },
    })
    const [entry] = await database.db.select().from(audit).where(eq(audit.subjectId, world.connectionId))
    expect(entry).toMatchObject({ action: 'connection.support-file', actorId: admin.memberId })
  })

  it('refuses a member without the right', async () => {
    const bruno = await world.crm.member()
    await expect(supportFileOf(bruno, world.connectionId)).rejects.toMatchObject({
      code: 'permission-required',
    })
    await expect(ownSupportFile(bruno, 'contacts')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('refuses another organisation', async () => {
    const elsewhere = await (await CrmWorld.create(database.db)).admin()
    await expect(supportFileOf(elsewhere, world.connectionId)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('the log of requests', () => {
  const slices = () =>
    database.db.select().from(requestLog).where(eq(requestLog.connectionId, world.connectionId))

  it('keeps one slice for hours of polling, and the ones in which something happened', async () => {
    await live()
    const begun = (await slices()).length
    for (let poll = 0; poll < 8; poll += 1) {
      await world.pass(60_000)
      await live()
    }
    const quiet = (await slices()).filter((slice) => slice.quiet)
    expect(quiet).toHaveLength(1)
    expect(quiet[0]?.times).toBeGreaterThanOrEqual(8)
    expect((await slices()).length).toBeLessThanOrEqual(begun + 1)
  })

  it('is a ring that does not grow', async () => {
    await live()
    const [first] = await slices()
    if (!first) throw new Error('the first slice is remembered')
    const later = (place: number) => new Date(first.at.getTime() + place)
    const others = Array.from({ length: 28 }, (_, index) => ({
      ...first,
      place: index + 1,
      at: later(index + 1),
    }))
    await database.db.insert(requestLog).values(others)
    for (const lastName of ['Okafor', 'Weber', 'Adeyemi']) {
      await world.pass(1_000)
      await createContact(world.ana, { lastName })
      await neighboursAreDone(database.db)
      await loggedSlice(world.engine, world.connectionId)
    }
    const kept = (await slices()).sort((a, b) => b.at.getTime() - a.at.getTime())
    expect(kept).toHaveLength(30)
    expect(kept.slice(0, 4).map(({ place }) => place)).toEqual([1, 0, 29, 28])
  })

  it('never fails a run', async () => {
    await live()
    await database.sql`alter table request_log rename to request_log_away`
    try {
      await createContact(world.ana, { lastName: 'Okafor' })
      await live()
    } finally {
      await database.sql`alter table request_log_away rename to request_log`
    }
    expect(await world.items()).toHaveLength(1)
  })
})
