import { and, eq, gt, inArray, isNotNull, isNull, lt } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { account, invitation, joinRequest, member, organisation } from '@/db/schema/access'
import { change, contact, lead, meeting, task } from '@/db/schema/crm'
import { microsoftTenant } from '@/db/schema/microsoft'
import { connection } from '@/db/schema/sync'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { signInWithPassword } from '@/lib/access/accounts/sign-in-with-password'
import { authenticateApiKey } from '@/lib/access/api-keys/authenticate-api-key'
import { issueSetUpToken } from '@/lib/access/installation/set-up-installation'
import type { DemoCast } from './describe-cast'
import { seedDemo } from './seed'

const now = new Date('2026-03-02T09:00:00.000Z')

describe('the demo', () => {
  let database: TestDatabase
  let cast: DemoCast

  beforeAll(async () => {
    database = await createTestDatabase()
    cast = await seedDemo({ databaseUrl: database.url, secret: 'one', now })
  })
  afterAll(() => database.close())

  const person = (key: string) => {
    const found = cast.users.find((user) => user.key === key)
    if (found === undefined) throw new Error(`no ${key}`)
    return found
  }
  const owned = async (table: typeof contact | typeof lead | typeof meeting | typeof task, key: string) => {
    const owner = eq(account.email, person(key).email)
    const rows = await database.db
      .select({ id: table.id })
      .from(table)
      .innerJoin(member, eq(member.id, table.ownerId))
      .innerJoin(account, and(eq(account.id, member.accountId), owner))
    return rows.length
  }

  it('has the cast of the contract', () => {
    const roles = cast.users.map(({ key, organisation, profile }) => [key, organisation, profile])
    expect(roles).toEqual([
      ['admin', 'Alpinia', 'Administrator'],
      ['ana', 'Alpinia', 'Standard'],
      ['bruno', 'Alpinia', 'Standard'],
      ['chloe', 'Alpinia', 'Standard'],
      ['denis', 'Alpinia', 'Standard'],
      ['elise', 'Alpinia', 'Projets'],
      ['farid', 'Alpinia', 'Office manager'],
      ['gaelle', 'Alpinia', 'Standard'],
      ['oscar', 'Brisebois Conseil', 'Administrator'],
      ['paula', 'Brisebois Conseil', 'Standard'],
      ['hugo', null, null],
      ['ines', null, null],
      ['guest', null, null],
      ['disabled', null, null],
      ['shared', null, null],
      ['withoutMailbox', null, null],
    ])
  })

  it('lets Denis sign in under another address than in Microsoft 365, everybody else under the same', () => {
    const both = cast.users.filter(
      ({ organisation, microsoft }) => organisation !== null && microsoft !== null,
    )
    const different = both.filter(({ email, microsoft }) => email !== microsoft?.upn)
    expect(different.map(({ key }) => key)).toEqual(['denis'])
    expect(person('gaelle').microsoft).toBeNull()
  })

  it('gives Elise no right to delete tasks, and Farid the right to manage users', async () => {
    const permissionsOf = async (key: string) =>
      (await authenticateApiKey(database.db, person(key).apiKey ?? '', now)).permissions
    expect((await permissionsOf('elise')).has('tasks.delete')).toBe(false)
    expect((await permissionsOf('elise')).has('tasks.edit')).toBe(true)
    expect((await permissionsOf('farid')).has('manage-users')).toBe(true)
    expect((await permissionsOf('farid')).has('manage-integrations')).toBe(false)
  })

  it('signs in with the passwords that it tells', async () => {
    const { email, password } = person('ana')
    await signInWithPassword(database.db, { email, password, address: 'here' }, now)
  })

  it('spreads 200 contacts and 60 leads over Ana and Bruno; Chloé owns nothing', async () => {
    expect((await owned(contact, 'ana')) + (await owned(contact, 'bruno'))).toBe(200)
    expect((await owned(lead, 'ana')) + (await owned(lead, 'bruno'))).toBe(60)
    for (const key of ['ana', 'bruno']) expect(await owned(contact, key)).toBeGreaterThan(50)
    expect(await owned(contact, 'chloe')).toBe(0)
    expect(await database.db.$count(contact)).toBe(200)
    expect(await database.db.$count(change, inArray(change.module, ['contact', 'lead']))).toBe(260)
  })

  it('gives Ana and Bruno a dozen meetings and tasks each at most, past and to come; nobody else any', async () => {
    for (const table of [meeting, task] as const) {
      const counts = [await owned(table, 'ana'), await owned(table, 'bruno')]
      expect(Math.min(...counts)).toBeGreaterThan(4)
      expect(Math.max(...counts)).toBeLessThanOrEqual(12)
      expect(counts[0]).toBe((await database.db.$count(table)) - (counts[1] ?? 0))
    }
    const kinds = { past: lt(meeting.endsAt, now), coming: gt(meeting.startsAt, now) }
    for (const kind of Object.values(kinds))
      expect(await database.db.$count(meeting, kind)).toBeGreaterThan(1)
    expect(await database.db.$count(meeting, isNotNull(meeting.recurrence))).toBe(2)
    expect(await database.db.$count(meeting, eq(meeting.allDay, true))).toBe(2)
    expect(await database.db.$count(meeting, isNotNull(meeting.relatedToId))).toBeGreaterThan(4)
  })

  it('writes to nobody who could exist', async () => {
    const addresses = await database.db
      .select({ email: contact.email, second: contact.secondaryEmail })
      .from(contact)
    const given = addresses.flatMap(({ email, second }) => [email, second]).filter((text) => text !== null)
    expect(given.length).toBeGreaterThan(150)
    for (const address of given) expect(address.toLowerCase()).toMatch(/\.example$/)
  })

  it('has the first tenant connected and no module enabled', async () => {
    const tenants = await database.db.select().from(microsoftTenant)
    expect(tenants).toMatchObject([{ tenantId: cast.organisations[0]?.tenantId, status: 'connected' }])
    expect(await database.db.$count(connection)).toBe(0)
  })

  it('has a request to join, and one invitation that is pending and one that has expired', async () => {
    expect(await database.db.select().from(joinRequest)).toMatchObject([
      { oid: person('ines').microsoft?.id, status: 'pending' },
    ])
    expect(await database.db.$count(invitation, isNull(invitation.acceptedAt))).toBe(2)
    expect(await database.db.$count(invitation, gt(invitation.expiresAt, now))).toBe(1)
  })

  it('needs no set-up', async () => expect(await issueSetUpToken(database.db)).toBeNull())

  it('is the same after a second start, and keeps what people did meanwhile', async () => {
    await database.db
      .update(account)
      .set({ name: 'Renamed' })
      .where(eq(account.email, person('ana').email))
    const again = await seedDemo({ databaseUrl: database.url, secret: 'one', now })
    expect(again).toEqual(cast)
    expect(await database.db.$count(organisation)).toBe(2)
    expect(await database.db.$count(contact)).toBe(200)
    expect(await database.db.$count(account, eq(account.name, 'Renamed'))).toBe(1)
  })

  it('gives keys of its own to a stack with other secrets, and they work', async () => {
    const other = await seedDemo({ databaseUrl: database.url, secret: 'two', now })
    const key = other.users.find((user) => user.key === 'ana')?.apiKey ?? ''
    expect(key).not.toBe(person('ana').apiKey)
    await authenticateApiKey(database.db, key, now)
  })
})
