import { and, eq, inArray, ne, notInArray } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { account, audit, member, microsoftIdentity } from '@/db/schema/access'
import { erasure } from '@/db/schema/erasure'
import { connection } from '@/db/schema/sync'
import { DomainError } from '@/lib/errors'
import type { Context } from '../context'
import { endSyncsOf } from './end-syncs'
import { oweFarewells } from './farewells'
import { forgetPerson, type Leaving } from './forget-person'
import { formerMember } from './former-member'
import { lockOrganisations, organisationsLedAlone } from './last-administrator'
import { provePresence } from './prove-presence'

/** Microsoft ends a subscription that nobody renews after six days, and has let go of everything by then. */
export const GIVE_UP_MS = 7 * 24 * 3_600_000

/**
 * Deletes the actor's account. From the commit on nobody signs in to it and nothing names her; her records stay with
 * their organisations, owned by a former member, and can be handed to somebody else. Her syncs are being disabled: ask
 * for the runs of the connections in the answer. `finishErasures` does the rest once they are off.
 * @throws DomainError `wrong-credentials`, `sign-in-again`, `rate-limited`; `session-bound` when one organisation's
 * tenant has vouched for her and she is a member of others; `last-administrator` with the `organisations`.
 */
export async function closeAccount(
  context: Context,
  input: { password: string | null; sessionId: string; bound: boolean; keepContainers: boolean },
): Promise<{ connectionIds: string[] }> {
  const { accountId } = await provePresence(context, input)
  const now = context.now()
  const connectionIds = await context.db.transaction(async (tx) => {
    const person = await readLeaving(tx, accountId)
    if (input.bound && person.organisationIds.some((id) => id !== context.organisationId))
      throw new DomainError('session-bound')
    await lockOrganisations(tx, person.organisationIds)
    const organisations = await organisationsLedAlone(tx, accountId)
    if (organisations.length > 0) throw new DomainError('last-administrator', { data: { organisations } })

    const ending = await endSyncsOf(tx, person.memberIds, { ...input, now })
    await forgetPerson(tx, person)
    await forgetIdentities(tx, person)
    await tx.update(member).set({ status: 'deactivated' }).where(eq(member.accountId, accountId))
    const [owned] = await tx
      .update(account)
      .set({ ...formerMember(accountId, null), passwordHash: null, lastSignInAt: null, erasedAt: now })
      .where(eq(account.id, accountId))
      .returning({ locale: account.locale })
    await tellOfIt(tx, context, person, owned?.locale ?? null)
    return ending
  })
  await context.wakeMail?.()
  return { connectionIds }
}

async function readLeaving(tx: Database, accountId: string): Promise<Leaving> {
  const [own] = await tx.select().from(account).where(eq(account.id, accountId)).for('update')
  if (own === undefined || own.erasedAt !== null) throw new DomainError('not-found')
  const memberships = await tx.select().from(member).where(eq(member.accountId, accountId))
  return {
    accountId,
    email: own.email,
    name: own.name,
    memberIds: memberships.map(({ id }) => id),
    organisationIds: memberships.map(({ organisationId }) => organisationId),
  }
}

/** Those as which a sync still has to leave Microsoft 365 stay until it has. */
async function forgetIdentities(tx: Database, { accountId, memberIds }: Leaving): Promise<void> {
  const needed = await tx
    .select({ id: connection.identityId })
    .from(connection)
    .where(and(inArray(connection.memberId, [...memberIds]), ne(connection.status, 'off')))
  const ids = needed.flatMap(({ id }) => (id === null ? [] : [id]))
  await tx
    .delete(microsoftIdentity)
    .where(
      and(
        eq(microsoftIdentity.accountId, accountId),
        ids.length > 0 ? notInArray(microsoftIdentity.id, ids) : undefined,
      ),
    )
}

async function tellOfIt(
  tx: Database,
  context: Context,
  { accountId, email, memberIds, organisationIds }: Leaving,
  locale: 'en' | 'fr' | null,
): Promise<void> {
  const now = context.now()
  const giveUpAt = new Date(now.getTime() + GIVE_UP_MS)
  await tx
    .insert(erasure)
    .values({ kind: 'account', subjectId: accountId, locale, requestedAt: now, giveUpAt })
  await oweFarewells(tx, { kind: 'account-deleted', to: [{ email, locale }], organisationName: null }, now)
  await tx.insert(audit).values(
    memberIds.map((memberId, at) => ({
      organisationId: organisationIds[at] ?? context.organisationId,
      actorType: 'user',
      actorId: memberId,
      action: 'account.deleted',
      subjectType: 'member',
      subjectId: memberId,
      at: now,
    })),
  )
}
