import 'server-only'
import { cookies } from 'next/headers'
import { encode } from 'next-auth/jwt'
import { SESSION_MS, type SessionOrigin, startSession } from '@/lib/access/sessions/start-session'
import { environment } from '@/lib/env'
import { database } from '../database'

/**
 * Signs in somebody who has come in by another door than the sign-in page: opens a session and gives this browser the
 * cookie that next-auth would have given. Call it from a server action.
 * @throws DomainError `deactivated`.
 */
export async function openSession(accountId: string, origin: SessionOrigin): Promise<void> {
  const { sessionId } = await startSession(database(), accountId, new Date(), origin)
  const { AUTH_SECRET, APP_URL } = environment()
  const secure = APP_URL.startsWith('https:')
  // next-auth's name for it, which is also the salt of its key (authjs.dev/reference/core#cookies).
  const name = `${secure ? '__Secure-' : ''}authjs.session-token`
  const maxAge = SESSION_MS / 1000
  const value = await encode({ token: { sessionId }, secret: AUTH_SECRET, salt: name, maxAge })
  ;(await cookies()).set(name, value, { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge })
}
