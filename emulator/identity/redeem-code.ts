import { createHash } from 'node:crypto'
import type { AppRegistration } from '../core/registration'
import type { World } from '../world'
import type { Authority } from './authority'
import { type AuthorizationCode, authorizationCodes, CODE_LIFETIME_MS } from './authorization-codes'
import { missingParameter } from './authorize-request'
import { IdentityError } from './identity-error'

/**
 * Takes an authorization code: once, in time, at the same tenant, with its redirect URI and PKCE verifier.
 * Source: learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow
 * @throws IdentityError `invalid_grant`
 */
export function redeemCode(
  world: World,
  app: AppRegistration,
  authority: Authority,
  form: URLSearchParams,
): AuthorizationCode {
  const codes = authorizationCodes(world)
  const id = form.get('code')
  if (!id) throw missingParameter('code')
  const code = codes.get(id)
  if (!code || code.appId !== app.appId) {
    throw invalidGrant(70000, 'The provided authorization code is invalid or was issued to another client.')
  }
  if (code.used) {
    throw invalidGrant(
      54005,
      'OAuth2 Authorization code was already redeemed, please retry with a new valid code.',
    )
  }
  if (world.clock.now().getTime() - Date.parse(code.issuedAt) > CODE_LIFETIME_MS) {
    throw invalidGrant(70008, 'The provided authorization code has expired. Please retry with a new one.')
  }
  if (authority.tenant && code.authorityTenantId !== null && code.authorityTenantId !== authority.tenant.id) {
    throw invalidGrant(
      700005,
      'The provided authorization code is intended to use against other tenant, thus rejected.',
    )
  }
  if (form.get('redirect_uri') !== code.redirectUri) {
    throw invalidGrant(
      500112,
      `The reply address does not match the reply address '${code.redirectUri}' provided when requesting the authorization code.`,
    )
  }
  if (!provesChallenge(code.challenge, form.get('code_verifier'))) {
    throw invalidGrant(
      501481,
      'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
    )
  }
  return codes.put({ ...code, used: true })
}

function provesChallenge(challenge: AuthorizationCode['challenge'], verifier: string | null): boolean {
  if (challenge === null) return true
  if (verifier === null) return false
  if (challenge.method === 'plain') return verifier === challenge.value
  return createHash('sha256').update(verifier).digest('base64url') === challenge.value
}

function invalidGrant(code: number, text: string): IdentityError {
  return new IdentityError('invalid_grant', code, text)
}
