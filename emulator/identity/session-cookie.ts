import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Visit } from './authorize'
import { SESSION_COOKIE } from './sessions'

/** The browser's session as its cookie names it. */
export function openVisit(context: Context): Visit {
  return { sessionId: getCookie(context, SESSION_COOKIE) }
}

/** Puts the session that a sign-in made or changed into the browser. */
export function keepVisit(context: Context, visit: Visit): void {
  if (visit.sessionId === undefined) deleteCookie(context, SESSION_COOKIE, { path: '/' })
  else setCookie(context, SESSION_COOKIE, visit.sessionId, { httpOnly: true, sameSite: 'Lax', path: '/' })
}
