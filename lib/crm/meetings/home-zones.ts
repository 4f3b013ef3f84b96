import { and, eq, inArray } from 'drizzle-orm'
import { account, member } from '@/db/schema/access'
import type { Context } from '@/lib/access/context'

/**
 * The time zone that meetings are made in when nobody says otherwise: of the user who acts, else of the host.
 * @param hosts the hosts of the meetings that name no zone; nothing is read when there are none
 */
export async function homeZones(
  { actor, db, organisationId }: Context,
  hosts: readonly string[],
): Promise<(host: string) => string> {
  if (hosts.length === 0) return () => fallback
  const acting = actor.type === 'system' ? undefined : actor.memberId
  const rows = await db
    .select({ id: member.id, timeZone: account.timeZone })
    .from(member)
    .innerJoin(account, eq(account.id, member.accountId))
    .where(
      and(
        eq(member.organisationId, organisationId),
        inArray(member.id, acting === undefined ? [...new Set(hosts)] : [acting]),
      ),
    )
  const zones = new Map(rows.map(({ id, timeZone }) => [id, timeZone]))
  return (host) => zones.get(acting ?? host) ?? fallback
}

const fallback = 'UTC'
