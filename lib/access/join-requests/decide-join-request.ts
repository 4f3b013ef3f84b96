import { and, eq } from 'drizzle-orm'
import { joinRequest } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import { recordAudit } from '../audit/record-audit'
import { type Context, requirePermission } from '../context'
import { actingMemberId } from '../members/acting-member'
import { forgetOwedMail, oweMail } from '../owed-mails/owe-mail'
import { type JoinRequestView, readJoinRequest } from './list-join-requests'

/** What the person said by asking. */
export type Asked = { termsVersion: string | null; requestedAt: Date }

export type Decision = { status: 'approved' | 'declined'; reason?: string | null }

/**
 * Writes the decision down, in the transaction that `context.db` is. Of two who decide at once one succeeds (U6).
 * @throws DomainError `already-decided` with `data.decidedBy` and `data.decidedAt`, `not-found`.
 */
export async function decideJoinRequest(
  context: Context,
  id: string,
  { status, reason = null }: Decision,
): Promise<Asked> {
  const { db: tx, organisationId } = context
  const now = context.now()
  const [decided] = await tx
    .update(joinRequest)
    .set({ status, reason, decidedBy: actingMemberId(context), decidedAt: now })
    .where(
      and(
        eq(joinRequest.id, id),
        eq(joinRequest.organisationId, organisationId),
        eq(joinRequest.status, 'pending'),
      ),
    )
    .returning({
      upn: joinRequest.upn,
      termsVersion: joinRequest.termsVersion,
      requestedAt: joinRequest.requestedAt,
    })
  if (decided === undefined) throw await whyDecided(context, id)
  await forgetOwedMail(tx, id, ['join-request'])
  await oweMail(tx, { kind: `join-${status}`, subjectId: id }, now)
  await recordAudit(context, tx, {
    action: `join-request.${status}`,
    subjectType: 'join-request',
    subjectId: id,
    subjectName: decided.upn,
  })
  return decided
}

/** The refusal of a decision that somebody else was faster with; nothing when it still waits. */
export async function refuseDecided(context: Context, id: string): Promise<void> {
  const { status } = await readJoinRequest(context, id)
  if (status !== 'pending') throw await whyDecided(context, id)
}

async function whyDecided(context: Context, id: string): Promise<DomainError> {
  const { decidedBy, decidedAt, status } = await readJoinRequest(context, id)
  return new DomainError('already-decided', {
    data: { decidedBy, decidedAt: decidedAt?.toISOString() ?? null, status },
  })
}

/**
 * Refuses to let somebody in; she gets a mail, with the reason if one is given, and may ask again after seven days.
 * Nothing else is needed from the caller.
 * @throws DomainError `permission-required`, `not-found`, `already-decided` with who and when.
 */
export async function declineJoinRequest(
  context: Context,
  { id, reason }: { id: string; reason?: string | null | undefined },
): Promise<JoinRequestView> {
  requirePermission(context, 'manage-users')
  await context.db.transaction((tx) =>
    decideJoinRequest({ ...context, db: tx }, id, { status: 'declined', reason: reason ?? null }),
  )
  await context.wakeMail?.()
  return readJoinRequest(context, id)
}
