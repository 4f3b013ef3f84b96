import { encode } from 'next-auth/jwt'
import { SESSION_MS } from '@/lib/access/sessions/start-session'

/** The cookie that next-auth would give for a session, by its own name, which is also the salt of its key. */
export async function sessionCookie(
  sessionId: string,
  { appUrl, secret }: { appUrl: string; secret: string },
) {
  const secure = appUrl.startsWith('https:')
  const name = `${secure ? '__Secure-' : ''}authjs.session-token`
  const maxAge = SESSION_MS / 1000
  const value = await encode({ token: { sessionId }, secret, salt: name, maxAge })
  return { name, value, httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge } as const
}
