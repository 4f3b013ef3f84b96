import { createLocalJWKSet, decodeJwt, errors, jwtVerify } from 'jose'
import { z } from 'zod'
import { UpstreamError } from '@/lib/errors'
import { parseJson } from './graph-read'
import type { IdentityDeps } from './identity-deps'
import { ANY_TENANT } from './login-pages'

const EntraClaims = z.object({
  tid: z.guid(),
  oid: z.guid(),
  nonce: z.string(),
  preferred_username: z.string().default(''),
  name: z.string().default(''),
  wids: z.array(z.string()).optional(),
})
const EntraOrigin = z.object({ tid: z.guid(), iat: z.number() })
const EntraMetadata = z.object({ issuer: z.string() })
const EntraKeys = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) })

/** Who signed in. `tid` and `oid` are the person; the names are for display and can change at any time. */
export type SignedInPerson = {
  tid: string
  oid: string
  upn: string
  name: string
  /** Template ids of her directory roles; null when the registration does not ask for them. */
  directoryRoles: readonly string[] | null
}

const TIMEOUT_MS = 10_000

/**
 * Checks signature, audience, issuer and nonce of an id_token that the token endpoint has just given us
 * (learn.microsoft.com/entra/identity-platform/id-tokens, "Validating ID tokens"). That it is fresh is proved by the
 * nonce, which nobody knew ten minutes ago; so its times are compared with each other and not with our clock, which
 * may be wrong.
 * @throws UpstreamError `fix-data` code `id-token-refused` when it is not what we asked for, `wait` without an answer
 */
export async function verifyIdToken(
  deps: IdentityDeps,
  idToken: string,
  nonce: string,
): Promise<SignedInPerson> {
  const unverified = EntraOrigin.safeParse(refuseUnreadable(() => decodeJwt(idToken)))
  if (!unverified.success) throw refused(unverified.error)
  const { tid, iat } = unverified.data
  const [metadata, keys] = await Promise.all([
    fetchJson(deps, `/${ANY_TENANT}/v2.0/.well-known/openid-configuration`, EntraMetadata),
    fetchJson(deps, `/${tid}/discovery/v2.0/keys`, EntraKeys),
  ])
  try {
    const { payload } = await jwtVerify(idToken, createLocalJWKSet(keys), {
      algorithms: ['RS256'],
      audience: deps.env.clientId,
      // Metadata for any tenant names a template (learn.microsoft.com/entra/identity-platform/access-tokens).
      issuer: metadata.issuer.replace('{tenantid}', tid),
      currentDate: new Date(iat * 1000),
    })
    const claims = EntraClaims.parse(payload)
    if (claims.nonce !== nonce) throw refused('nonce')
    const { oid, preferred_username: upn, name, wids } = claims
    return { tid: claims.tid.toLowerCase(), oid: oid.toLowerCase(), upn, name, directoryRoles: wids ?? null }
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof z.ZodError) throw refused(error)
    throw error
  }
}

async function fetchJson<T>(deps: IdentityDeps, path: string, schema: z.ZodType<T>): Promise<T> {
  try {
    const response = await deps.fetch(`${deps.env.loginUrl}${path}`, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    return schema.parse(parseJson(await response.text()))
  } catch (cause) {
    throw new UpstreamError('wait', { code: 'login-unreachable', cause })
  }
}

function refuseUnreadable<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw refused(error)
  }
}

function refused(cause: unknown): UpstreamError {
  return new UpstreamError('fix-data', { code: 'id-token-refused', cause })
}
