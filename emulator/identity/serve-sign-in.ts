import { conductExchange, type Wording } from '../traffic/conduct-exchange'
import type { Exchange } from '../traffic/exchange'
import type { World } from '../world'
import { authorizationCodes } from './authorization-codes'
import { IdentityError, identityErrorBody } from './identity-error'
import { refreshTokens } from './refresh-tokens'

const SIGN_IN_PATHS = /^\/[^/]+\/(oauth2|v2\.0|discovery|adminconsent)(\/|$)|^\/oidc\//

/** Puts faults and the traffic log around the sign-in service's paths; everything else passes. */
export async function serveSignIn(
  world: World,
  request: Request,
  answer: () => Promise<Response>,
): Promise<Response> {
  const url = new URL(request.url)
  if (!SIGN_IN_PATHS.test(url.pathname) || /^\/(v1\.0|_emulator)\//.test(url.pathname)) return answer()
  const caller = await callerOf(world, request, url)
  const exchange: Exchange = {
    kind: 'sign-in',
    method: request.method,
    path: url.pathname,
    variants: [url.pathname, `${url.pathname}${url.search}`],
    ...caller,
    batchOf: null,
    limited: false,
  }
  return conductExchange(world, exchange, answer, wordingOf(world))
}

/** The app, and where a code or refresh token tells, the user. */
async function callerOf(
  world: World,
  request: Request,
  url: URL,
): Promise<Pick<Exchange, 'appId' | 'userId'>> {
  const fromQuery = url.searchParams.get('client_id')
  if (request.method !== 'POST' || fromQuery !== null) return { appId: fromQuery, userId: null }
  const form = new URLSearchParams(await request.clone().text())
  const refreshToken = refreshTokens(world).get(form.get('refresh_token') ?? '')
  const code = authorizationCodes(world).get(form.get('code') ?? '')
  return {
    appId: form.get('client_id')?.toLowerCase() ?? refreshToken?.appId ?? code?.appId ?? null,
    userId: refreshToken?.userId ?? code?.userId ?? null,
  }
}

/** The documented shape of "try again later", unless the fault brings a body of its own. */
function wordingOf(world: World): Wording<Response> {
  const failure = new IdentityError(
    'temporarily_unavailable',
    90055,
    'The service is temporarily unavailable.',
  )
  return {
    refuse: () => Response.json(identityErrorBody(world, failure), { status: 429 }),
    pretend: ({ status, headers = {}, body }) =>
      typeof body === 'string'
        ? new Response(body === '' ? null : body, { status, headers })
        : Response.json(body ?? identityErrorBody(world, failure), { status, headers }),
    decorate(response, headers) {
      for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
      return response
    },
  }
}
