import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { connection, link } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import type { NewOrganisation } from '@/lib/access/organisations/create-organisation'
import { contextOf, makeMember, makeOrganisation, TEST_TIME } from '@/lib/access/testing/make-organisation'
import { plainOptions } from '@/lib/sync/connections/connection-settings'
import type { ModuleName } from '@/lib/sync/modules/module'

type ConnectionState = Partial<typeof connection.$inferInsert>

export const minutesAgo = (minutes: number) => new Date(TEST_TIME.getTime() - minutes * 60_000)

/** An organisation whose connections stand as a test says, without a run that brought them there. */
export async function makeHouse(db: Database) {
  const org = await makeOrganisation(db)
  const admin = await makeMember(db, org, 'administrator', { name: 'Zoe Admin' })
  return { org, adminId: admin.memberId, admin: contextOf(db, admin) }
}

/** A colleague with her own connection in this state. */
export async function makeConnection(
  db: Database,
  org: NewOrganisation,
  name: string,
  state: ConnectionState & { module?: ModuleName } = {},
) {
  const person = await makeMember(db, org, 'standard', { name })
  const id = await connect(db, person, state)
  return { ...person, connectionId: id, context: contextOf(db, person) as Context }
}

export async function connect(
  db: Database,
  { organisationId, memberId }: { organisationId: string; memberId: string },
  state: ConnectionState = {},
): Promise<string> {
  const id = randomUUID()
  await db.insert(connection).values({
    id,
    organisationId,
    memberId,
    module: 'contacts',
    status: 'active',
    access: 'delegated',
    containerId: `folder-${id}`,
    mapping: [],
    options: plainOptions,
    createdAt: TEST_TIME,
    updatedAt: TEST_TIME,
    nextPollAt: TEST_TIME,
    ...state,
  })
  return id
}

/** Pairs of a connection, all in this state. */
export async function makeLinks(
  db: Database,
  connectionId: string,
  count: number,
  state: Partial<typeof link.$inferInsert>,
): Promise<void> {
  const rows = Array.from({ length: count }, () => ({
    connectionId,
    recordId: randomUUID(),
    state: 'intended' as const,
    createdAt: TEST_TIME,
    ...state,
  }))
  await db.insert(link).values(rows)
}

/**
 * A house of many: members with all three modules each, of which every tenth needs its user, with records and a day of
 * activity. Made by the database itself, so that it takes a moment.
 */
export async function fillHouse(
  db: Database,
  { organisationId, profiles }: NewOrganisation,
  size: { members: number; linksEach: number; activitiesEach: number },
): Promise<void> {
  const at = TEST_TIME.toISOString()
  await db.execute(sql`
    with people as (
      insert into account (email, name, created_at)
      select gen_random_uuid() || '@people.example', 'Person ' || lpad(n::text, 4, '0'), ${at}::timestamptz
      from generate_series(1, ${size.members}::int) n returning id
    ), members as (
      insert into member (organisation_id, account_id, profile_id, created_at)
      select ${organisationId}::uuid, id, ${profiles.standard}::uuid, ${at}::timestamptz from people returning id
    ), connections as (
      insert into connection (organisation_id, member_id, module, status, reason, access, container_id, mapping, options, created_at, updated_at, next_poll_at)
      select ${organisationId}::uuid, id, module, (case when hashtext(id::text) % 10 = 0 then 'attention' else 'active' end)::connection_status,
        (case when hashtext(id::text) % 10 = 0 then 'credential-expired' end)::connection_reason, 'delegated', id::text, '[]', ${JSON.stringify(plainOptions)}::jsonb,
        ${at}::timestamptz, ${at}::timestamptz, ${at}::timestamptz
      from members, unnest(enum_range(null::sync_module)) module returning id
    ), links as (
      insert into link (connection_id, record_id, item_id, state, base, created_at, pending_since)
      select id, gen_random_uuid(), id || '-' || n, 'linked', '{}', ${at}::timestamptz, case when n = 1 then ${at}::timestamptz end
      from connections, generate_series(1, ${size.linksEach}::int) n
    ), runs as (
      insert into run (connection_id, started_at, finished_at)
      select id, ${at}::timestamptz - n * interval '1 minute', ${at}::timestamptz - n * interval '1 minute'
      from connections, generate_series(1, 10) n
    )
    insert into activity (organisation_id, connection_id, at, direction, action, delay_ms)
    select ${organisationId}::uuid, id, ${at}::timestamptz - random() * interval '7 days',
      (case when n % 2 = 0 then 'toCrm' else 'toMicrosoft' end)::activity_direction,
      (case when n % 50 = 0 then 'failed' else 'updated' end)::activity_action, 500 + random() * 4000
    from connections, generate_series(1, ${size.activitiesEach}::int) n`)
  await db.execute(sql`analyze connection, link, run, activity, member, account`)
}
