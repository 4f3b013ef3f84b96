import 'server-only'
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { customFetch } from 'next-auth'
import type { OIDCConfig } from 'next-auth/providers'
import { z } from 'zod'
import type { Environment } from '@/lib/env'

export const MICROSOFT_PROVIDER = 'microsoft-entra-id'

const Metadata = z.looseObject({ issuer: z.string(), jwks_uri: z.url() })
const TokenReply = z.object({ id_token: z.string() })
const TenantClaim = z.object({ tid: z.guid() })

/**
 * Claims of an id token of Microsoft's (learn.microsoft.com/entra/identity-platform/id-token-claims-reference).
 * `tid` with `oid` is the identity; names and addresses can change, and mean nothing outside their tenant.
 */
export const MicrosoftClaims = z.object({
  tid: z.guid().toLowerCase(),
  oid: z.guid().toLowerCase(),
  name: z.string().default(''),
  preferred_username: z.string().default(''),
  email: z.string().optional(),
  /** 1: a guest of the tenant. */
  acct: z.number().optional(),
})

/**
 * Sign-in with a work account of any tenant. Make a new one for each request: it remembers the tenant it has seen.
 *
 * The metadata of `organizations` names a template as issuer, `…/{tenantid}/v2.0`, while a token names its own tenant's
 * (learn.microsoft.com/entra/identity-platform/howto-convert-app-to-be-multi-tenant). next-auth compares both
 * literally. So the token is verified here, against the template filled with its `tid`, and only then the metadata
 * that next-auth holds is given that issuer. Its own Entra provider is no help: it insists on https and asks Graph for
 * a photo.
 */
export function microsoftProvider(env: Environment): OIDCConfig<{ oid: string }> {
  const issuer = `${env.MICROSOFT_LOGIN_URL}/organizations/v2.0`
  let metadata: z.output<typeof Metadata> | undefined
  let template = ''

  async function fetchForSignIn(...args: Parameters<typeof fetch>): Promise<Response> {
    const response = await fetch(...args)
    if (!response.ok) return response
    if (metadata === undefined) {
      const document = Metadata.parse(await response.clone().json())
      template = document.issuer
      const shared = { ...document, issuer }
      metadata = shared
      return Object.assign(response, { json: async () => shared })
    }
    const { id_token: idToken } = TokenReply.parse(await response.clone().json())
    const tenantIssuer = template.replace('{tenantid}', TenantClaim.parse(decodeJwt(idToken)).tid)
    const keys = createRemoteJWKSet(new URL(metadata.jwks_uri))
    const audience = env.MICROSOFT_CLIENT_ID
    await jwtVerify(idToken, keys, { issuer: tenantIssuer, audience, algorithms: ['RS256'] })
    metadata.issuer = tenantIssuer
    return response
  }

  return {
    id: MICROSOFT_PROVIDER,
    name: 'Microsoft',
    type: 'oidc',
    issuer,
    clientId: env.MICROSOFT_CLIENT_ID,
    clientSecret: env.MICROSOFT_CLIENT_SECRET,
    client: { token_endpoint_auth_method: 'client_secret_post' },
    checks: ['pkce', 'state', 'nonce'],
    authorization: { params: { scope: 'openid profile email' } },
    profile: ({ oid }) => ({ id: oid }),
    [customFetch]: fetchForSignIn,
  }
}
