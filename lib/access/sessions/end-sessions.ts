import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { session } from '@/db/schema/access'

export type EndedSession = Pick<typeof session.$inferSelect, 'accountId' | 'memberId' | 'bound'>

/**
 * Ends a session: its cookie is worth nothing from now on, wherever it is kept.
 * @returns whose it was, and in which place; null when it had ended before
 */
export async function endSession(db: Database, sessionId: string, now: Date): Promise<EndedSession | null> {
  const [ended] = await db
    .update(session)
    .set({ revokedAt: now })
    .where(and(eq(session.id, sessionId), isNull(session.revokedAt)))
    .returning({ accountId: session.accountId, memberId: session.memberId, bound: session.bound })
  return ended ?? null
}

/** Signs an account out everywhere, but for the session that is named. */
export async function endSessionsOf(
  db: Database,
  accountId: string,
  now: Date,
  except?: string,
): Promise<void> {
  await db
    .update(session)
    .set({ revokedAt: now })
    .where(
      and(
        eq(session.accountId, accountId),
        isNull(session.revokedAt),
        except === undefined ? undefined : ne(session.id, except),
      ),
    )
}
