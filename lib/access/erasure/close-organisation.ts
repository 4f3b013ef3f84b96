import { and, arrayContains, eq, inArray } from 'drizzle-orm'
import type { Database } from '@/db/client'
import {
  account,
  apiKey,
  invitation,
  joinRequest,
  member,
  organisation,
  owedMail,
  profile,
  session,
} from '@/db/schema/access'
import { erasure } from '@/db/schema/erasure'
import { DomainError } from '@/lib/errors'
import { type Context, requirePermission } from '../context'
import { GIVE_UP_MS } from './close-account'
import { endSyncsOf } from './end-syncs'
import { oweFarewells } from './farewells'
import { lockOrganisations } from './last-administrator'
import { provePresence } from './prove-presence'

/** What an administrator may do and nobody else: who deletes the organisation needs all of it. */
export const closingTakes = ['manage-users', 'manage-integrations', 'records.all'] as const

/**
 * Deletes the actor's organisation with everything in it. From the commit on nobody gets in, and whoever could have done it
 * is owed a mail. Its syncs are being disabled: ask for the runs of the connections in the answer. `finishErasures`
 * deletes the rest once they are off, the connection to the tenant included, which is then free for another organisation.
 * @throws DomainError `permission-required`, `wrong-credentials`, `sign-in-again`, `rate-limited`; `validation` at
 * `/name` when it is not the organisation's.
 */
export async function closeOrganisation(
  context: Context,
  input: { name: string; password: string | null; sessionId: string; keepContainers: boolean },
): Promise<{ connectionIds: string[] }> {
  for (const permission of closingTakes) requirePermission(context, permission)
  const { organisationId, db } = context
  const [own] = await db.select().from(organisation).where(eq(organisation.id, organisationId))
  if (own === undefined) throw new DomainError('not-found')
  if (own.name.trim() !== input.name.trim()) {
    const message = 'Not the name of the organisation.'
    throw new DomainError('validation', { errors: [{ pointer: '/name', code: 'mismatch', message }] })
  }
  await provePresence(context, input)
  const now = context.now()
  const connectionIds = await db.transaction(async (tx) => {
    await lockOrganisations(tx, [organisationId])
    if ((await tx.$count(erasure, eq(erasure.subjectId, organisationId))) > 0)
      throw new DomainError('not-found')
    await oweMails(tx, context, own.name)
    const members = await tx
      .update(member)
      .set({ status: 'deactivated' })
      .where(eq(member.organisationId, organisationId))
      .returning({ id: member.id })
    const memberIds = members.map(({ id }) => id)
    await tx.delete(session).where(inArray(session.memberId, memberIds))
    await tx.delete(apiKey).where(inArray(apiKey.memberId, memberIds))
    await closeDoors(tx, organisationId)
    return endSyncsOf(tx, memberIds, { ...input, now })
  })
  await context.wakeMail?.()
  return { connectionIds }
}

async function oweMails(tx: Database, context: Context, name: string): Promise<void> {
  const { organisationId } = context
  const now = context.now()
  const administrators = await tx
    .select({ email: account.email, locale: account.locale })
    .from(member)
    .innerJoin(account, eq(account.id, member.accountId))
    .innerJoin(profile, eq(profile.id, member.profileId))
    .where(
      and(
        eq(member.organisationId, organisationId),
        eq(member.status, 'active'),
        arrayContains(profile.permissions, [...closingTakes]),
      ),
    )
  const giveUpAt = new Date(now.getTime() + GIVE_UP_MS)
  await tx
    .insert(erasure)
    .values({ kind: 'organisation', subjectId: organisationId, requestedAt: now, giveUpAt })
  await oweFarewells(tx, { kind: 'organisation-deleted', to: administrators, organisationName: name }, now)
}

/** Nobody comes in any more, and nobody is mailed about doing so. */
async function closeDoors(tx: Database, organisationId: string): Promise<void> {
  const invited = await tx
    .delete(invitation)
    .where(eq(invitation.organisationId, organisationId))
    .returning({ id: invitation.id })
  const asked = await tx
    .delete(joinRequest)
    .where(eq(joinRequest.organisationId, organisationId))
    .returning({ id: joinRequest.id })
  const subjects = [...invited, ...asked].map(({ id }) => id)
  await tx.delete(owedMail).where(inArray(owedMail.subjectId, subjects))
}
