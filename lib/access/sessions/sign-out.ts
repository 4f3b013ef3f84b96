import type { Database } from '@/db/client'
import { recordAccountAudit } from '../audit/record-account-audit'
import { endSession } from './end-sessions'

/** Signs out: ends the session, and writes it down where its beginning was. Signed out already is fine. */
export async function signOut(
  db: Database,
  sessionId: string,
  { now, address }: { now: Date; address: string | null },
): Promise<void> {
  await db.transaction(async (tx) => {
    const ended = await endSession(tx, sessionId, now)
    if (ended === null) return
    const only = ended.bound ? { memberId: ended.memberId ?? undefined } : {}
    await recordAccountAudit(tx, ended.accountId, { action: 'signed-out', now, address, ...only })
  })
}
