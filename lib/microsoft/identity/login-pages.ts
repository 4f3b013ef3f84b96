import type { IdentityDeps } from './identity-deps'
import type { SignInLeg } from './trips'

/** What a trip needs besides tokens: the address under which browsers and Microsoft know us. */
export type SignInDeps = IdentityDeps & { appUrl: string }

/** Both must be registered as redirect URIs of the application. */
export const consentRedirectUri = (appUrl: string): string => `${appUrl}/api/microsoft/consent`
export const signInRedirectUri = (appUrl: string): string => `${appUrl}/api/microsoft/sign-in/callback`

/** Any tenant of a company or school, no personal accounts. */
export const ANY_TENANT = 'organizations'

/**
 * The page on which an administrator grants all that the registration lists; application permissions come with
 * `.default` only (learn.microsoft.com/entra/identity-platform/v2-admin-consent).
 */
export function adminConsentUrl(deps: SignInDeps, about: { tenant: string; state: string }): string {
  return page(deps, `${about.tenant}/v2.0/adminconsent`, {
    scope: 'https://graph.microsoft.com/.default',
    redirect_uri: consentRedirectUri(deps.appUrl),
    state: about.state,
  })
}

/** The sign-in page: authorization code with PKCE (learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow). */
export function authorizeUrl(
  deps: SignInDeps,
  leg: SignInLeg,
  about: {
    tenant: string
    scopes: readonly string[]
    chooseAccount: boolean
    loginHint?: string | undefined
  },
): string {
  return page(deps, `${about.tenant}/oauth2/v2.0/authorize`, {
    response_type: 'code',
    response_mode: 'query',
    redirect_uri: signInRedirectUri(deps.appUrl),
    scope: about.scopes.join(' '),
    state: leg.state,
    nonce: leg.nonce,
    code_challenge: leg.codeChallenge,
    code_challenge_method: 'S256',
    ...(about.chooseAccount ? { prompt: 'select_account' } : {}),
    ...(about.loginHint === undefined ? {} : { login_hint: about.loginHint }),
  })
}

function page(deps: SignInDeps, path: string, query: Record<string, string>): string {
  return `${deps.env.loginUrl}/${path}?${new URLSearchParams({ client_id: deps.env.clientId, ...query })}`
}
