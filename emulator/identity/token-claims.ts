import { createHash } from 'node:crypto'
import type { User } from '../directory/entities'
import type { World } from '../world'
import { sealAccessToken } from './access-token'
import { issuerOf } from './authority'
import { signJwt } from './signing-key'

const ID_TOKEN_LIFETIME_S = 3_600

/**
 * Template ids of directory roles, the same in every tenant
 * (learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference).
 */
const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10'
/** What every member has. */
const USER = 'b79fbf4d-3ef9-4689-8143-76b194e85509'

/** An access token for Graph; it lives a random 60 to 90 minutes (learn.microsoft.com/entra/identity-platform/access-tokens). */
export function issueAccessToken(
  world: World,
  about: {
    appId: string
    tenantId: string
    userId: string | null
    scopes: readonly string[]
    roles: readonly string[]
  },
): { token: string; expiresInSeconds: number } {
  const issuedAt = Math.floor(world.clock.now().getTime() / 1000)
  const expiresInSeconds = 3_599 + Math.floor(world.random.next() * 1_800)
  return {
    token: sealAccessToken(world, { ...about, issuedAt, expiresAt: issuedAt + expiresInSeconds }),
    expiresInSeconds,
  }
}

/**
 * An id_token with the claims that the scopes allow.
 * Source: learn.microsoft.com/entra/identity-platform/id-token-claims-reference
 */
export function issueIdToken(
  world: World,
  about: {
    appId: string
    user: User
    oidc: readonly string[]
    nonce: string | null
    directoryRoles: boolean
  },
): Promise<string> {
  const { user, oidc } = about
  const now = Math.floor(world.clock.now().getTime() / 1000)
  return signJwt(world, {
    aud: about.appId,
    iss: issuerOf(world, user.tenantId),
    iat: now,
    nbf: now,
    exp: now + ID_TOKEN_LIFETIME_S,
    sub: pairwiseSubject(about.appId, user),
    tid: user.tenantId,
    uti: Buffer.from(world.random.bytes(16)).toString('base64url'),
    ver: '2.0',
    ...(about.nonce === null ? {} : { nonce: about.nonce }),
    ...(oidc.includes('profile')
      ? { oid: user.id, name: user.displayName, preferred_username: user.userPrincipalName }
      : {}),
    ...(about.directoryRoles ? { wids: user.isAdmin ? [GLOBAL_ADMINISTRATOR, USER] : [USER] } : {}),
    ...(oidc.includes('email') && user.mail !== null ? { email: user.mail } : {}),
  })
}

/** Differs from app to app for the same person. */
export function pairwiseSubject(appId: string, user: User): string {
  return createHash('sha256').update(`${appId}:${user.tenantId}:${user.id}`).digest('base64url')
}
