import type { World } from '../world'

/** Bound to user and client, not to a resource (learn.microsoft.com/entra/identity-platform/refresh-tokens). */
export type RefreshToken = {
  id: string
  appId: string
  userId: string
  scopes: readonly string[]
  oidc: readonly string[]
  mfa: boolean
  /** The user's session epoch at issue. */
  epoch: number
  issuedAt: string
  lastUsedAt: string
}

export const REFRESH_LIFETIME_MS = 90 * 24 * 3_600_000

export const refreshTokens = (world: World) => world.store.collection<RefreshToken>('refreshTokens')

export function issueRefreshToken(
  world: World,
  about: Omit<RefreshToken, 'id' | 'issuedAt' | 'lastUsedAt'>,
): string {
  const at = world.clock.now().toISOString()
  const id = `1.A${Buffer.from(world.random.bytes(64)).toString('base64url')}`
  return refreshTokens(world).put({ ...about, id, issuedAt: at, lastUsedAt: at }).id
}
