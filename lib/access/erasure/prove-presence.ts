import { and, eq } from 'drizzle-orm'
import { session } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import { hasPassword } from '../accounts/change-password'
import { proveOwner } from '../accounts/prove-owner'
import type { Context } from '../context'

/** Whoever has no password proves who she is by having signed in this recently. */
export const PRESENT_MS = 15 * 60_000

/**
 * Before something is deleted for good, whoever asks proves once more who she is: with her password, else by having
 * signed in a moment ago, which for her means with Microsoft.
 * @throws DomainError `wrong-credentials`, `sign-in-again`, `rate-limited`.
 */
export async function provePresence(
  context: Context,
  { password, sessionId }: { password: string | null; sessionId: string },
): Promise<{ accountId: string }> {
  const { actor, db } = context
  if (actor.type !== 'user') throw new DomainError('not-found')
  const { accountId } = actor
  if (await hasPassword(context, accountId)) return proveOwner(context, { password, bound: false })
  const [own] = await db
    .select({ signedInAt: session.createdAt })
    .from(session)
    .where(and(eq(session.id, sessionId), eq(session.accountId, accountId)))
  const since = new Date(context.now().getTime() - PRESENT_MS)
  if (own === undefined || own.signedInAt < since) throw new DomainError('sign-in-again')
  return { accountId }
}
