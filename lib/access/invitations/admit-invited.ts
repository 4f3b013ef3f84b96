import { and, eq, gt } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { invitation, joinRequest, member, microsoftIdentity, termsAcceptance } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import { recordAudit } from '../audit/record-audit'
import { forgetOwedMail } from '../owed-mails/owe-mail'
import { hashOfSecret } from '../secret-token'
import { TERMS_VERSION } from '../terms'
import type { Admission, InvitationKey } from './accept-invitation'
import type { OpenInvitation } from './find-invitation'

/**
 * Uses the invitation up and makes the account a member, in the transaction that is given: of two who try at the same
 * time one succeeds.
 * @throws DomainError `terms-changed`, `not-pending`, `already-member`.
 */
export async function admitInvited(
  tx: Database,
  open: OpenInvitation,
  key: InvitationKey,
  { accountId, bound }: { accountId: string; bound: boolean },
  { termsVersion, now, address }: { termsVersion: string; now: Date; address: string },
): Promise<Admission> {
  if (termsVersion !== TERMS_VERSION) throw new DomainError('terms-changed')
  const organisationId = open.organisation.id
  const [used] = await tx
    .update(invitation)
    .set({ status: 'accepted', acceptedAt: now, acceptedBy: accountId })
    .where(
      and(
        eq(invitation.id, open.id),
        eq(invitation.status, 'pending'),
        gt(invitation.expiresAt, now),
        // Sent again meanwhile: then the link that was followed is worthless.
        'token' in key ? eq(invitation.tokenHash, hashOfSecret(key.token)) : undefined,
      ),
    )
    .returning({ profileId: invitation.profileId, invitedBy: invitation.invitedBy })
  if (used === undefined || used.profileId === null) {
    throw new DomainError('not-pending', { data: { state: 'accepted' } })
  }
  const [added] = await tx
    .insert(member)
    .values({ organisationId, accountId, profileId: used.profileId, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: member.id })
  if (added === undefined) throw new DomainError('already-member')
  await tx
    .insert(termsAcceptance)
    .values({ accountId, organisationId, version: termsVersion, acceptedAt: now })
    .onConflictDoNothing()
  await forgetOwedMail(tx, open.id, ['invitation'])
  await settleRequests(tx, organisationId, accountId, used.invitedBy, now)

  const actor = { type: 'user', memberId: added.id, accountId, permissions: new Set<never>() } as const
  const context = { organisationId, actor, db: tx, now: () => now, address, wake: async () => {} }
  await recordAudit(context, tx, {
    action: 'invitation.accepted',
    subjectType: 'invitation',
    subjectId: open.id,
    subjectName: open.email,
    details: { profileId: used.profileId, memberId: added.id, termsVersion },
  })
  return { accountId, memberId: added.id, organisationId, bound }
}

/** Whoever had asked to join as well is answered by the invitation. */
async function settleRequests(
  tx: Database,
  organisationId: string,
  accountId: string,
  decidedBy: string,
  now: Date,
): Promise<void> {
  const identities = await tx
    .select({ tid: microsoftIdentity.tid, oid: microsoftIdentity.oid })
    .from(microsoftIdentity)
    .where(eq(microsoftIdentity.accountId, accountId))
  for (const { tid, oid } of identities) {
    const settled = await tx
      .update(joinRequest)
      .set({ status: 'approved', decidedBy, decidedAt: now })
      .where(
        and(
          eq(joinRequest.organisationId, organisationId),
          eq(joinRequest.tid, tid),
          eq(joinRequest.oid, oid),
          eq(joinRequest.status, 'pending'),
        ),
      )
      .returning({ id: joinRequest.id })
    for (const { id } of settled) await forgetOwedMail(tx, id, ['join-request'])
  }
}
