import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { member, organisation, session } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import type { Viewer } from './find-viewer'

export type OwnOrganisation = { memberId: string; id: string; name: string }

/** The organisations that let the account in, by name. */
export async function listOwnOrganisations(db: Database, accountId: string): Promise<OwnOrganisation[]> {
  return db
    .select({ memberId: member.id, id: organisation.id, name: organisation.name })
    .from(member)
    .innerJoin(organisation, eq(organisation.id, member.organisationId))
    .where(and(eq(member.accountId, accountId), eq(member.status, 'active')))
    .orderBy(asc(organisation.name), asc(organisation.id))
}

/**
 * Goes on in another organisation of hers, in the same session.
 * @throws DomainError `session-bound` when one organisation's tenant is all that vouches for her, so that she has to
 * sign in with her password first; `not-found` where she is no active member; `unauthenticated`.
 */
export async function switchOrganisation(
  db: Database,
  viewer: Pick<Viewer, 'sessionId' | 'accountId'>,
  organisationId: string,
  now: Date,
): Promise<void> {
  const { sessionId, accountId } = viewer
  const [place] = await db
    .select({ id: member.id })
    .from(member)
    .where(
      and(
        eq(member.accountId, accountId),
        eq(member.organisationId, organisationId),
        eq(member.status, 'active'),
      ),
    )
  if (place === undefined) throw new DomainError('not-found')
  const [own] = await db
    .update(session)
    .set({ memberId: place.id })
    .where(
      and(
        eq(session.id, sessionId),
        eq(session.accountId, accountId),
        eq(session.bound, false),
        isNull(session.revokedAt),
        gt(session.expiresAt, now),
      ),
    )
    .returning({ id: session.id })
  if (own === undefined) throw await whyNot(db, sessionId)
}

async function whyNot(db: Database, sessionId: string): Promise<DomainError> {
  const [row] = await db.select({ bound: session.bound }).from(session).where(eq(session.id, sessionId))
  return new DomainError(row?.bound ? 'session-bound' : 'unauthenticated')
}
