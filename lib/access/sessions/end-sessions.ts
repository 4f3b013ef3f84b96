import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { session } from '@/db/schema/access'

/** Signs out: the session's cookie is worth nothing from now on, wherever it is kept. */
export async function endSession(db: Database, sessionId: string, now: Date): Promise<void> {
  await db
    .update(session)
    .set({ revokedAt: now })
    .where(and(eq(session.id, sessionId), isNull(session.revokedAt)))
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
