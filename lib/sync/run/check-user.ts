import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { connection } from '@/db/schema/sync'
import { UpstreamError } from '@/lib/errors'
import { CredentialError } from '@/lib/microsoft/identity/credential-error'
import type { Session } from './session'

const checkedForMs = 60_000

const GraphUser = z.object({ accountEnabled: z.boolean().nullish() })

/**
 * With the application's own permission the mailbox of a disabled user goes on answering, so her directory is asked
 * now and then (I4). A user's own sign-in fails by itself.
 * @throws CredentialError when she has been disabled or has left
 */
export async function checkUser(session: Session): Promise<void> {
  const { connection: row, engine, graph, userPath } = session
  if (row.access !== 'application') return
  const now = session.now()
  if (row.userCheckedAt && now.getTime() - row.userCheckedAt.getTime() < checkedForMs) return
  const user = await graph.get(`${userPath}?$select=id,accountEnabled`, GraphUser).catch((error: unknown) => {
    const gone = error instanceof UpstreamError && error.details.status === 404
    throw gone ? new CredentialError('user-gone', { cause: error }) : error
  })
  if (user.accountEnabled === false) throw new CredentialError('user-disabled')
  await engine.db.update(connection).set({ userCheckedAt: now }).where(eq(connection.id, row.id))
  row.userCheckedAt = now
}
