import { and, eq } from 'drizzle-orm'
import { invitation } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import { recordAudit } from '../audit/record-audit'
import { type Context, requirePermission } from '../context'
import { countAttempt } from '../count-attempt'
import { forgetOwedMail, oweMail } from '../owed-mails/owe-mail'
import { requireGiveableProfile } from '../profiles/require-giveable-profile'
import { INVITATION_MS } from './invitation-life'
import { type InvitationView, readInvitation } from './list-invitations'

const PER_INVITATION = { max: 10, windowMs: 3_600_000 }

/**
 * Sends the invitation again, for another seven days. The link of the mail before is worthless from now on. The mail
 * goes out by itself.
 * @throws DomainError `permission-required` (also for a profile with rights that the actor lacks), `not-found`,
 * `not-pending` for one that was accepted, revoked or replaced, `limit-reached`.
 */
export async function resendInvitation(context: Context, id: string): Promise<InvitationView> {
  const before = await readInvitation(context, id)
  const now = context.now()
  const retryAfterSeconds = await countAttempt(context.db, `invite-again:${id}`, PER_INVITATION, now)
  if (retryAfterSeconds !== null) throw new DomainError('limit-reached', { retryAfterSeconds })
  await context.db.transaction(async (tx) => {
    if (before.profileId !== null) await requireGiveableProfile({ ...context, db: tx }, before.profileId)
    const [renewed] = await tx
      .update(invitation)
      .set({ tokenHash: null, expiresAt: new Date(now.getTime() + INVITATION_MS) })
      .where(isPending(context, id))
      .returning({ id: invitation.id })
    if (renewed === undefined) throw new DomainError('not-pending', { data: { status: before.status } })
    await forgetOwedMail(tx, id, ['invitation'])
    await oweMail(tx, { kind: 'invitation', subjectId: id }, now)
    await recordAudit(context, tx, {
      action: 'invitation.resent',
      subjectType: 'invitation',
      subjectId: id,
      subjectName: before.email,
    })
  })
  await context.wakeMail?.()
  return readInvitation(context, id)
}

/**
 * Takes an invitation back: its link is worthless from now on. One that is revoked or too old already stays as it is.
 * @throws DomainError `permission-required`, `not-found`, `already-accepted`.
 */
export async function revokeInvitation(context: Context, id: string): Promise<void> {
  requirePermission(context, 'manage-users')
  await context.db.transaction(async (tx) => {
    const [revoked] = await tx
      .update(invitation)
      .set({ status: 'revoked' })
      .where(isPending(context, id))
      .returning({ email: invitation.email })
    if (revoked === undefined) {
      const { status } = await readInvitation({ ...context, db: tx }, id)
      if (status === 'accepted') throw new DomainError('already-accepted')
      return
    }
    await forgetOwedMail(tx, id, ['invitation'])
    await recordAudit(context, tx, {
      action: 'invitation.revoked',
      subjectType: 'invitation',
      subjectId: id,
      subjectName: revoked.email,
    })
  })
}

const isPending = ({ organisationId }: Context, id: string) =>
  and(eq(invitation.organisationId, organisationId), eq(invitation.id, id), eq(invitation.status, 'pending'))
