import { and, desc, eq, inArray, or } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { account, joinRequest, member, microsoftIdentity, organisation } from '@/db/schema/access'
import { microsoftTenant } from '@/db/schema/microsoft'
import type { Arrival } from '../arrivals/arrivals'
import { loginsOf } from '../directory'

/** Whoever was declined may ask again after this long. */
export const ASK_AGAIN_MS = 7 * 24 * 3_600_000

type Organisation = { id: string; name: string }

/** How a Microsoft 365 user stands to the organisation that her tenant is connected to (U5). */
export type Standing =
  /** No organisation, or none of her business: guests are told the same as people of an unknown tenant. */
  | { state: 'unknown-tenant' }
  | { state: 'member'; organisation: Organisation }
  /** Known here, and let in by no organisation any more. */
  | { state: 'deactivated' }
  | { state: 'may-ask'; organisation: Organisation }
  | { state: 'waiting'; organisation: Organisation; since: Date }
  | { state: 'declined'; organisation: Organisation; reason: string | null; againAt: Date }

export async function findStanding(db: Database, person: Omit<Arrival, 'id'>, now: Date): Promise<Standing> {
  if (person.guest) return { state: 'unknown-tenant' }
  const [home] = await db
    .select({ id: organisation.id, name: organisation.name })
    .from(microsoftTenant)
    .innerJoin(organisation, eq(organisation.id, microsoftTenant.organisationId))
    .where(eq(microsoftTenant.tenantId, person.tid))
  if (home === undefined) {
    const known = and(eq(microsoftIdentity.tid, person.tid), eq(microsoftIdentity.oid, person.oid))
    return { state: (await db.$count(microsoftIdentity, known)) > 0 ? 'deactivated' : 'unknown-tenant' }
  }
  const place = await findPlace(db, home.id, person)
  if (place === 'active') return { state: 'member', organisation: home }
  if (place === 'deactivated') return { state: 'deactivated' }
  const [last] = await db
    .select()
    .from(joinRequest)
    .where(
      and(
        eq(joinRequest.organisationId, home.id),
        eq(joinRequest.tid, person.tid),
        eq(joinRequest.oid, person.oid),
      ),
    )
    .orderBy(desc(joinRequest.requestedAt))
    .limit(1)
  if (last?.status === 'pending') {
    return { state: 'waiting', organisation: home, since: last.requestedAt }
  }
  const againAt = new Date((last?.decidedAt?.getTime() ?? 0) + ASK_AGAIN_MS)
  return last?.status === 'declined' && now < againAt
    ? { state: 'declined', organisation: home, reason: last.reason, againAt }
    : { state: 'may-ask', organisation: home }
}

async function findPlace(
  db: Database,
  organisationId: string,
  person: Omit<Arrival, 'id'>,
): Promise<'active' | 'deactivated' | null> {
  const [place] = await db
    .select({ status: member.status })
    .from(member)
    .innerJoin(account, eq(account.id, member.accountId))
    .leftJoin(microsoftIdentity, eq(microsoftIdentity.accountId, account.id))
    .where(
      and(
        eq(member.organisationId, organisationId),
        or(
          inArray(account.email, loginsOf(person)),
          and(eq(microsoftIdentity.tid, person.tid), eq(microsoftIdentity.oid, person.oid)),
        ),
      ),
    )
    .limit(1)
  return place?.status ?? null
}
