import { environment } from '@/lib/env'
import { DomainError } from '@/lib/errors'
import { isOutcomeCode, type OutcomeCode } from './outcome-codes'

/** Where a trip that has no way back of its own ends. */
export const MICROSOFT_SCREEN = '/settings/marketplace/microsoft'

/** Sends the browser on, never to be repeated from a cache. */
export function sendTo(address: string): Response {
  const location = new URL(address, environment().APP_URL).href
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } })
}

/** Back to the screen that began the trip; `microsoft=<code>` tells it what to explain. */
export function backToScreen(code: OutcomeCode, returnTo: string = MICROSOFT_SCREEN): Response {
  const url = new URL(returnTo, environment().APP_URL)
  url.searchParams.set('microsoft', code)
  return sendTo(`${url.pathname}${url.search}${url.hash}`)
}

/** An expected refusal as the screen that explains it; anything else is a bug and stays one. */
export function explainOnScreen(error: unknown, returnTo?: string): Response {
  if (!(error instanceof DomainError) || !isOutcomeCode(error.code)) throw error
  const ownWayBack = error.details.data?.returnTo
  return backToScreen(error.code, typeof ownWayBack === 'string' ? ownWayBack : returnTo)
}

/** Whoever is signed out signs in first and then comes back to `path`. */
export function signInFirst(path: string): Response {
  return sendTo(`/sign-in?returnTo=${encodeURIComponent(path)}`)
}
