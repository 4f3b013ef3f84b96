import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { connection } from '@/db/schema/sync'
import { UpstreamError } from '@/lib/errors'
import { CredentialError } from '@/lib/microsoft/identity/credential-error'
import { accessToken } from '@/lib/microsoft/identity/tokens/access-token'
import { accessOf, identityDepsOf, type Session } from './session'

const checkedForMs = 60_000

const GraphUser = z.object({ accountEnabled: z.boolean().nullish() })

/**
 * A token goes on opening Graph for up to 90 minutes after the tenant's consent was withdrawn
 * (learn.microsoft.com/entra/identity-platform/access-tokens, token lifetime), so while there is work a new one is asked
 * for now and then, by one of the tenant's runs for all (I4). A login that does not answer now proves nothing.
 * @throws CredentialError when the tenant's consent or the app's secret is gone
 */
export async function checkTenant(session: Session): Promise<void> {
  const { connection: row, engine } = session
  if (row.access !== 'application' || row.tenantId === null) return
  const { tenantCheckedAt: checkedAt } = session
  if (checkedAt && session.now().getTime() - checkedAt.getTime() < checkedForMs) return
  await accessToken(identityDepsOf(engine), accessOf(row), { forceRefresh: true }).catch((error: unknown) => {
    if (!(error instanceof UpstreamError && error.remedy === 'wait')) throw error
  })
}

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
