import { and, eq, inArray } from 'drizzle-orm'
import { account, member } from '@/db/schema/access'
import type { Context } from '@/lib/access/context'

/**
 * The time zone (IANA) of each of these members, UTC for one who is not of the organisation. One query; none for nobody.
 */
export async function zonesOfMembers(
  { db, organisationId }: Pick<Context, 'db' | 'organisationId'>,
  memberIds: readonly string[],
): Promise<(memberId: string) => string> {
  if (memberIds.length === 0) return () => fallback
  const rows = await db
    .select({ id: member.id, timeZone: account.timeZone })
    .from(member)
    .innerJoin(account, eq(account.id, member.accountId))
    .where(and(eq(member.organisationId, organisationId), inArray(member.id, [...new Set(memberIds)])))
  const zones = new Map(rows.map(({ id, timeZone }) => [id, timeZone]))
  return (memberId) => zones.get(memberId) ?? fallback
}

const fallback = 'UTC'
