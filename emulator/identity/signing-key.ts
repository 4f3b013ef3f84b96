import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import type { Store } from '../core/store'
import type { World } from '../world'

type KeyRow = { id: 'signing'; privateJwk: JWK; kid: string }

const made = new WeakMap<Store, Promise<KeyRow>>()

/** The key of id_tokens: made when first needed, kept with the state, untouched by a reset. */
function signingKey(world: World): Promise<KeyRow> {
  const rows = world.store.collection<KeyRow>('keys')
  const kept = rows.get('signing')
  if (kept) return Promise.resolve(kept)
  const pending = made.get(world.store) ?? makeKey(world).then((row) => rows.put(row))
  made.set(world.store, pending)
  return pending
}

async function makeKey(world: World): Promise<KeyRow> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const kid = Buffer.from(world.random.bytes(20)).toString('base64url')
  return { id: 'signing', privateJwk: await exportJWK(privateKey), kid }
}

/** Signs claims RS256 with `kid` in the header; times are the claims' own. */
export async function signJwt(world: World, claims: Record<string, unknown>): Promise<string> {
  const { privateJwk, kid } = await signingKey(world)
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
    .sign(await importJWK(privateJwk, 'RS256'))
}

/** The JWKS document; each key names the issuer it signs for. */
export async function publicKeys(world: World, issuer: string) {
  const { privateJwk, kid } = await signingKey(world)
  const { kty, n, e } = privateJwk
  return { keys: [{ kty, use: 'sig', kid, x5t: kid, n, e, alg: 'RS256', issuer }] }
}
