import type { AppRegistration } from '../core/registration'
import type { User } from '../directory/entities'
import type { World } from '../world'
import { unknownApp } from './authorize-request'
import { findServicePrincipal, grantedScopes, missingConsent, type ServicePrincipal } from './consent'
import { IdentityError } from './identity-error'
import type { RequestedScopes } from './scopes'

/**
 * Whether this user may still get tokens for this app, asked at every issue of one: account, session, second factor,
 * consent. Source: learn.microsoft.com/entra/identity-platform/refresh-tokens
 * @throws IdentityError `invalid_grant`; it always means an interactive sign-in, never a blind retry
 */
export function requireStanding(
  world: World,
  app: AppRegistration,
  token: { userId: string; epoch: number; mfa: boolean },
  requested: RequestedScopes,
): { user: User; scopes: readonly string[] } {
  const user = world.directory.users.get(token.userId)
  if (!user || user.deletedAt !== null) {
    throw invalidGrant(50034, 'The user account does not exist in the directory.')
  }
  if (!user.accountEnabled) throw invalidGrant(50057, 'The user account is disabled.')
  if (user.sessionEpoch !== token.epoch) {
    throw invalidGrant(
      50173,
      'The provided grant has expired due to it being revoked, a fresh auth token is needed.',
    )
  }
  if (user.mfaRequired && !token.mfa) {
    throw invalidGrant(
      50076,
      'Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication.',
    )
  }
  requireServicePrincipal(world, user.tenantId, app)
  if (missingConsent(world, user, app.appId, requested) !== null) {
    throw invalidGrant(
      65001,
      `The user or administrator has not consented to use the application with ID '${app.appId}' named '${app.displayName}'. Send an interactive authorization request for this user and resource.`,
      'consent_required',
    )
  }
  return { user, scopes: grantedScopes(world, user, app.appId) ?? [] }
}

/** The app's service principal in a tenant, present and enabled. @throws IdentityError `unauthorized_client` */
export function requireServicePrincipal(
  world: World,
  tenantId: string,
  app: AppRegistration,
): ServicePrincipal {
  const principal = findServicePrincipal(world, tenantId, app.appId)
  if (!principal) throw unknownApp(app.appId, tenantId)
  if (principal.enabled) return principal
  const text = `Application '${app.appId}'(${app.displayName}) is disabled.`
  throw new IdentityError('unauthorized_client', 7000112, text)
}

function invalidGrant(code: number, text: string, suberror?: string): IdentityError {
  return new IdentityError('invalid_grant', code, text, suberror === undefined ? {} : { suberror })
}
