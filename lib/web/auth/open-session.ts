import 'server-only'
import { cookies, headers } from 'next/headers'
import { type SessionOrigin, startSession } from '@/lib/access/sessions/start-session'
import { environment } from '@/lib/env'
import { database } from '../database'
import { clientAddress } from './client-address'
import { sessionCookie } from './session-cookie'

/**
 * Signs in somebody who has come in by another door than the sign-in page: opens a session and gives this browser the
 * cookie that next-auth would have given. Call it from a server action.
 * @throws DomainError `deactivated`.
 */
export async function openSession(accountId: string, origin: SessionOrigin): Promise<void> {
  const { sessionId } = await startSession(database(), accountId, new Date(), {
    address: clientAddress(await headers()),
    ...origin,
  })
  const { AUTH_SECRET: secret, APP_URL: appUrl } = environment()
  ;(await cookies()).set(await sessionCookie(sessionId, { appUrl, secret }))
}
