import type { AppRegistration } from '../core/registration'
import type { World } from '../world'
import type { Authority } from './authority'
import { IdentityError } from './identity-error'
import { parseScopes, type RequestedScopes } from './scopes'

export type ResponseMode = 'query' | 'fragment' | 'form_post'

/** Where an answer of the authorize endpoint goes; known to be safe before anything else is looked at. */
export type ReturnAddress = { redirectUri: string; state: string | null; mode: ResponseMode }

/** A checked authorize request. Source: learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow */
export type AuthorizeRequest = ReturnAddress & {
  app: AppRegistration
  authority: Authority
  scopes: RequestedScopes
  nonce: string | null
  challenge: { value: string; method: 'S256' | 'plain' } | null
  prompt: string | null
  loginHint: string | null
}

/** The registered app behind a request. @throws IdentityError that must stay on the sign-in service's own page */
export function registeredApp(world: World, authority: Authority, clientId: string | null): AppRegistration {
  if (!clientId) throw missingParameter('client_id')
  const app = world.registrations.find(({ appId }) => appId === clientId.toLowerCase())
  if (!app) throw unknownApp(clientId, authority.segment)
  if (app.onlyTenantId !== undefined && authority.tenant?.id !== app.onlyTenantId) {
    if (authority.tenant) throw unknownApp(clientId, authority.segment)
    const text = `Application '${clientId}' is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps.`
    throw new IdentityError('invalid_request', 50194, text)
  }
  return app
}

/** @throws IdentityError AADSTS50011 when the address is not registered: a redirect there would be unsafe */
export function registeredRedirect(app: AppRegistration, redirectUri: string | null): string {
  if (!redirectUri) throw missingParameter('redirect_uri')
  if (app.redirectUris.includes(redirectUri)) return redirectUri
  throw new IdentityError(
    'invalid_request',
    50011,
    `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${app.appId}'.`,
  )
}

export function readReturnAddress(app: AppRegistration, params: URLSearchParams): ReturnAddress {
  const mode = params.get('response_mode')
  return {
    redirectUri: registeredRedirect(app, params.get('redirect_uri')),
    state: params.get('state'),
    mode: mode === 'fragment' || mode === 'form_post' ? mode : 'query',
  }
}

/** The rest of the request. @throws IdentityError that may be sent back to the app */
export function readAuthorizeRequest(
  world: World,
  app: AppRegistration,
  authority: Authority,
  address: ReturnAddress,
  params: URLSearchParams,
): AuthorizeRequest {
  const responseType = params.get('response_type')
  if (!responseType) throw missingParameter('response_type')
  if (responseType !== 'code') {
    const text = `response_type '${responseType}' is not enabled for the application.`
    throw new IdentityError('unsupported_response_type', 700054, text)
  }
  const mode = params.get('response_mode')
  if (mode !== null && !['query', 'fragment', 'form_post'].includes(mode)) {
    throw new IdentityError(
      'invalid_request',
      70007,
      `'${mode}' is not a supported value of 'response_mode'.`,
    )
  }
  const prompt = params.get('prompt')
  if (prompt !== null && !['login', 'none', 'consent', 'select_account'].includes(prompt)) {
    throw new IdentityError('invalid_request', 90023, `Unsupported 'prompt' value.`)
  }
  const scope = params.get('scope')
  if (!scope) throw missingParameter('scope')
  return {
    ...address,
    app,
    authority,
    scopes: parseScopes(scope, world.baseUrl),
    nonce: params.get('nonce'),
    challenge: readChallenge(params),
    prompt,
    loginHint: params.get('login_hint'),
  }
}

export function missingParameter(name: string): IdentityError {
  return new IdentityError(
    'invalid_request',
    900144,
    `The request body must contain the following parameter: '${name}'.`,
  )
}

export function unknownApp(clientId: string, directory: string): IdentityError {
  return new IdentityError(
    'unauthorized_client',
    700016,
    `Application with identifier '${clientId}' was not found in the directory '${directory}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`,
  )
}

function readChallenge(params: URLSearchParams): AuthorizeRequest['challenge'] {
  const value = params.get('code_challenge')
  const method = params.get('code_challenge_method') ?? 'plain'
  if (value === null) return null
  if (method === 'S256' || method === 'plain') return { value, method }
  throw new IdentityError('invalid_request', 501491, `Invalid 'code_challenge_method': ${method}.`)
}
