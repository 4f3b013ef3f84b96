import { createHmac, timingSafeEqual } from 'node:crypto'
import type { World } from '../world'

/** What an access token for Graph stands for. Apps must not look inside (learn.microsoft.com/entra/identity-platform/access-tokens). */
export type AccessClaims = {
  appId: string
  tenantId: string
  /** Null for an application token. */
  userId: string | null
  scopes: readonly string[]
  roles: readonly string[]
  /** Seconds since 1970. */
  issuedAt: number
  expiresAt: number
}

type SecretRow = { id: string; secret: string }

/** Makes an opaque token: the claims and a keyed hash over them, so that it lives through a restart unstored. */
export function sealAccessToken(world: World, claims: AccessClaims): string {
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url')
  return `EwB${payload}.${sign(world, payload)}`
}

export type TokenProblem = 'missing' | 'malformed' | 'expired'

/** The claims of a token that this emulator issued and that has not expired, else what is wrong with it. */
export function openAccessToken(world: World, authorization: string | null): AccessClaims | TokenProblem {
  const token = /^Bearer\s+(.*)$/i.exec(authorization ?? '')?.[1]?.trim()
  if (!token) return 'missing'
  const [, payload, signature] = /^EwB([\w-]+)\.([\w-]+)$/.exec(token) ?? []
  if (payload === undefined || signature === undefined) return 'malformed'
  const claims = openedBefore(world).get(token) ?? open(world, payload, signature)
  if (!claims) return 'malformed'
  openedBefore(world).set(token, claims)
  return claims.expiresAt * 1000 <= world.clock.now().getTime() ? 'expired' : claims
}

function open(world: World, payload: string, signature: string): AccessClaims | null {
  const expected = Buffer.from(sign(world, payload))
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as AccessClaims
}

const mostOpened = 200
const opened = new WeakMap<SecretRow, Map<string, AccessClaims>>()

/** A token comes with many requests, and is looked at several times in each. */
function openedBefore(world: World): Map<string, AccessClaims> {
  const key = keyOf(world)
  const known = opened.get(key)
  if (known && known.size <= mostOpened) return known
  const fresh = new Map<string, AccessClaims>()
  opened.set(key, fresh)
  return fresh
}

const sign = (world: World, payload: string): string =>
  createHmac('sha256', keyOf(world).secret).update(payload).digest('base64url')

function keyOf(world: World): SecretRow {
  const rows = world.store.collection<SecretRow>('keys')
  return (
    rows.get('access-tokens') ??
    rows.put({ id: 'access-tokens', secret: Buffer.from(world.random.bytes(32)).toString('base64url') })
  )
}
