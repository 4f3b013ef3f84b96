import { and, eq, inArray, not, notInArray, type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { member, profile } from '@/db/schema/access'
import { connection } from '@/db/schema/sync'
import { isForbidden } from '@/lib/sync/locks/find-lock'
import type { ModuleName } from '@/lib/sync/modules/module'
import { moduleOf } from '@/lib/sync/modules/registry'

/** A connection that goes on: enabling if it never had a container, and a run is due. */
export const goesOn = (now: Date) => ({
  status: sql`case when ${connection.containerId} is null then 'enabling' else 'active' end::connection_status`,
  reason: null,
  attentionMailedAt: null,
  requestedAt: now,
  nextPollAt: now,
})

/** Whose connections; left out: everybody's. */
type Whose = { memberIds?: readonly string[]; organisationId?: string }

/**
 * Pauses what its owner may not sync any more (profile, deactivated, an administrator's lock), and lets go on what she may
 * again (A7).
 * @returns the connections that go on, whose runs are to be requested
 */
export async function followRights(
  db: Database,
  now: Date,
  name: ModuleName,
  whose: Whose = {},
): Promise<string[]> {
  const module = moduleOf(name)
  if (!module) return []
  const owners = db
    .select({ id: member.id })
    .from(member)
    .innerJoin(profile, eq(profile.id, member.profileId))
    .where(
      and(
        eq(member.status, 'active'),
        sql`${profile.permissions} @> ${sql.param(`{${module.permissions.join(',')}}`)}::text[]`,
        not(isForbidden({ memberId: sql`${member.id}`, module: sql`${name}::sync_module` })),
      ),
    )
  const own = and(eq(connection.module, name), ofThem(whose))
  // A run under way loses its lease with this, and stops before it writes anything more.
  await db
    .update(connection)
    .set({ status: 'paused', reason: 'permission-missing', updatedAt: now, lease: null, leaseUntil: null })
    .where(
      and(
        own,
        inArray(connection.status, ['active', 'enabling', 'held']),
        notInArray(connection.memberId, owners),
      ),
    )
  const rows = await db
    .update(connection)
    .set(goesOn(now))
    .where(
      and(
        own,
        eq(connection.status, 'paused'),
        eq(connection.reason, 'permission-missing'),
        inArray(connection.memberId, owners),
      ),
    )
    .returning({ id: connection.id })
  return rows.map(({ id }) => id)
}

const ofThem = ({ memberIds, organisationId }: Whose): SQL | undefined =>
  and(
    memberIds && inArray(connection.memberId, [...memberIds]),
    organisationId === undefined ? undefined : eq(connection.organisationId, organisationId),
  )
