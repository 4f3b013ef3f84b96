import { and, eq, inArray, ne, notExists } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Database } from '@/db/client'
import { member, organisation, profile } from '@/db/schema/access'

/** The organisations that would be left without an active administrator if this account went. */
export async function organisationsLedAlone(
  db: Database,
  accountId: string,
): Promise<{ id: string; name: string }[]> {
  const [other, theirs] = [alias(member, 'other'), alias(profile, 'theirs')]
  const others = db
    .select({ id: other.id })
    .from(other)
    .innerJoin(theirs, and(eq(theirs.id, other.profileId), eq(theirs.builtIn, 'administrator')))
    .where(
      and(
        eq(other.organisationId, member.organisationId),
        eq(other.status, 'active'),
        ne(other.accountId, accountId),
      ),
    )
  return db
    .select({ id: organisation.id, name: organisation.name })
    .from(member)
    .innerJoin(profile, and(eq(profile.id, member.profileId), eq(profile.builtIn, 'administrator')))
    .innerJoin(organisation, eq(organisation.id, member.organisationId))
    .where(and(eq(member.accountId, accountId), eq(member.status, 'active'), notExists(others)))
    .orderBy(organisation.name)
}

/** One change of their members at a time: two administrators who leave at once would each see the other stay. */
export async function lockOrganisations(tx: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .select({ id: organisation.id })
    .from(organisation)
    .where(inArray(organisation.id, [...ids]))
    .orderBy(organisation.id)
    .for('update')
}
