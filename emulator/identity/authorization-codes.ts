import type { World } from '../world'

/** What a sign-in decided, waiting for the app to fetch it. Source: learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow */
export type AuthorizationCode = {
  id: string
  appId: string
  userId: string
  /** The tenant that the authority named; null for `common` and `organizations`. */
  authorityTenantId: string | null
  redirectUri: string
  scopes: readonly string[]
  oidc: readonly string[]
  nonce: string | null
  challenge: { value: string; method: 'S256' | 'plain' } | null
  mfa: boolean
  issuedAt: string
  used: boolean
}

export const CODE_LIFETIME_MS = 10 * 60_000

export function issueCode(world: World, about: Omit<AuthorizationCode, 'id' | 'issuedAt' | 'used'>): string {
  const codes = authorizationCodes(world)
  const now = world.clock.now()
  for (const old of [...codes.values()]) {
    if (now.getTime() - Date.parse(old.issuedAt) > 2 * CODE_LIFETIME_MS) codes.delete(old.id)
  }
  const id = `1.${Buffer.from(world.random.bytes(48)).toString('base64url')}`
  return codes.put({ ...about, id, issuedAt: now.toISOString(), used: false }).id
}

export const authorizationCodes = (world: World) =>
  world.store.collection<AuthorizationCode>('authorizationCodes')
