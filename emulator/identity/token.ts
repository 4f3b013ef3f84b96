import type { AppRegistration } from '../core/registration'
import type { World } from '../world'
import { type Authority, resolveAuthority } from './authority'
import { missingParameter } from './authorize-request'
import { authenticateClient } from './client-authentication'
import { requireServicePrincipal, requireStanding } from './grant-standing'
import { IdentityError } from './identity-error'
import { redeemCode } from './redeem-code'
import { issueRefreshToken, REFRESH_LIFETIME_MS, type RefreshToken, refreshTokens } from './refresh-tokens'
import { asUri, parseScopes, type RequestedScopes } from './scopes'
import { issueAccessToken, issueIdToken } from './token-claims'

type TokenAnswer = Record<string, string | number>

/**
 * `POST /{tenant}/oauth2/v2.0/token`. @throws IdentityError
 * Source: learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow, v2-oauth2-client-creds-grant-flow
 */
export async function issueTokens(
  world: World,
  tenantSegment: string,
  headers: Headers,
  form: URLSearchParams,
): Promise<TokenAnswer> {
  const grantType = form.get('grant_type')
  if (!grantType) throw missingParameter('grant_type')
  const authority = resolveAuthority(world, tenantSegment)
  const app = authenticateClient(world, authority, headers, form)
  switch (grantType) {
    case 'authorization_code':
      return withCode(world, app, authority, form)
    case 'refresh_token':
      return withRefreshToken(world, app, form)
    case 'client_credentials':
      return withClientCredentials(world, app, authority, form)
    default:
      throw new IdentityError(
        'unsupported_grant_type',
        70003,
        `The app requested an unsupported grant type '${grantType}'.`,
      )
  }
}

function withCode(world: World, app: AppRegistration, authority: Authority, form: URLSearchParams) {
  return world.store.atomically(() => {
    const code = redeemCode(world, app, authority, form)
    const epoch = world.directory.users.get(code.userId)?.sessionEpoch ?? -1
    const requested = { oidc: [...code.oidc], graph: [...code.scopes], all: code.scopes.length === 0 }
    return delegatedAnswer(world, app, { ...code, epoch }, requested, code.nonce)
  })
}

/** Every use gives a new refresh token and leaves the old one valid (learn.microsoft.com/entra/identity-platform/refresh-tokens). */
function withRefreshToken(world: World, app: AppRegistration, form: URLSearchParams) {
  const id = form.get('refresh_token')
  if (!id) throw missingParameter('refresh_token')
  const token = refreshTokens(world).get(id)
  if (!token || token.appId !== app.appId) {
    throw new IdentityError('invalid_grant', 70000, 'The provided value for the refresh token is not valid.')
  }
  const now = world.clock.now()
  if (now.getTime() - Date.parse(token.lastUsedAt) > REFRESH_LIFETIME_MS) {
    const text = 'The refresh token has expired due to inactivity.'
    throw new IdentityError('invalid_grant', 700082, text)
  }
  const scope = form.get('scope')
  const requested = scope === null ? scopesOf(token) : widened(parseScopes(scope, world.baseUrl), token)
  return world.store.atomically(() => {
    const answer = delegatedAnswer(world, app, token, requested, null)
    refreshTokens(world).put({ ...token, lastUsedAt: now.toISOString() })
    return answer
  })
}

/** learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
function withClientCredentials(
  world: World,
  app: AppRegistration,
  { tenant }: Authority,
  form: URLSearchParams,
) {
  if (!tenant) {
    const text = `The grant type 'client_credentials' is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.`
    throw new IdentityError('invalid_request', 9001023, text)
  }
  const scope = form.get('scope')
  if (!scope) throw missingParameter('scope')
  const requested = parseScopesOfClient(scope, world.baseUrl)
  if (!requested.all) {
    const text = `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`
    throw new IdentityError('invalid_scope', 1002012, text)
  }
  const principal = requireServicePrincipal(world, tenant.id, app)
  const fresh = world.clock.now().getTime() - Date.parse(principal.appRolesGrantedAt) < 60_000
  const roles = fresh && world.settings.uncertain.U30 === 'one-minute' ? [] : principal.appRoles
  const access = issueAccessToken(world, {
    appId: app.appId,
    tenantId: tenant.id,
    userId: null,
    scopes: [],
    roles,
  })
  return {
    token_type: 'Bearer',
    expires_in: access.expiresInSeconds,
    ext_expires_in: access.expiresInSeconds,
    access_token: access.token,
  }
}

async function delegatedAnswer(
  world: World,
  app: AppRegistration,
  token: { userId: string; epoch: number; mfa: boolean },
  requested: RequestedScopes,
  nonce: string | null,
): Promise<TokenAnswer> {
  const { user, scopes } = requireStanding(world, app, token, requested)
  const { oidc } = requested
  const access = issueAccessToken(world, {
    appId: app.appId,
    tenantId: user.tenantId,
    userId: user.id,
    scopes: [...oidc, ...scopes],
    roles: [],
  })
  const about = {
    appId: app.appId,
    userId: user.id,
    scopes: requested.graph,
    oidc,
    mfa: token.mfa,
    epoch: token.epoch,
  }
  const refreshToken = oidc.includes('offline_access') ? issueRefreshToken(world, about) : null
  return {
    token_type: 'Bearer',
    scope: [...scopes.map(asUri), ...oidc.filter((scope) => scope !== 'offline_access')].join(' '),
    expires_in: access.expiresInSeconds,
    ext_expires_in: access.expiresInSeconds,
    access_token: access.token,
    ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
    ...(oidc.includes('openid')
      ? {
          id_token: await issueIdToken(world, {
            appId: app.appId,
            user,
            oidc,
            nonce,
            directoryRoles: app.groupMembershipClaims === 'DirectoryRole',
          }),
        }
      : {}),
  }
}

const scopesOf = (token: RefreshToken): RequestedScopes => ({
  oidc: [...token.oidc],
  graph: [...token.scopes],
  all: token.scopes.length === 0,
})

/** A refresh keeps giving refresh tokens: whoever has one was granted offline_access. */
function widened(requested: RequestedScopes, token: RefreshToken): RequestedScopes {
  const oidc = [...new Set([...requested.oidc, ...token.oidc.filter((scope) => scope === 'offline_access')])]
  return { ...requested, oidc }
}

/** Scopes that are not known here are no less wrong with client credentials: the form is what is checked. */
function parseScopesOfClient(scope: string, graphUrl: string): RequestedScopes {
  const names = scope.split(/\s+/)
  return names.length === 1 && !/\/\.default$/.test(scope)
    ? { oidc: [], graph: names, all: false }
    : parseScopes(scope, graphUrl)
}
