import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import { decodeJwt } from 'jose'
import { microsoftAppToken, microsoftTenant } from '@/db/schema/microsoft'
import { UpstreamError } from '@/lib/errors'
import { CredentialError } from '../credential-error'
import type { IdentityDeps } from '../identity-deps'
import { requestToken, type TokenGrant } from '../token-endpoint'
import { isReadable, open, seal } from './encryption'
import { renewOnce, type TokenSlot } from './renew-once'

const place = (tenantId: string) => `microsoft_app_token/${tenantId}/access`

/** Fresh consent reaches tokens late, by up to minutes; until then a token without permissions proves nothing. */
const CONSENT_SETTLES_MS = 10 * 60_000

/**
 * A token with the application permissions that the tenant's administrator granted.
 * @throws CredentialError of scope `tenant`; UpstreamError `wait`
 */
export function applicationToken(
  deps: IdentityDeps,
  tenantId: string,
  forceRefresh = false,
): Promise<string> {
  return renewOnce(deps, applicationSlot(deps, tenantId), forceRefresh)
}

/**
 * Client credentials (learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow), not stored.
 * `permitted` is false when the token visibly carries no permission at all, as after a withdrawn consent; a token
 * that cannot be read gets the benefit of the doubt, since its format is not promised.
 */
export async function requestApplicationToken(
  deps: Pick<IdentityDeps, 'now' | 'fetch' | 'env'>,
  tenantId: string,
): Promise<TokenGrant & { permitted: boolean }> {
  const grant = await requestToken(deps, tenantId, {
    grant_type: 'client_credentials',
    scope: 'https://graph.microsoft.com/.default',
  })
  return { ...grant, permitted: mayDoSomething(grant.accessToken) }
}

function applicationSlot(deps: IdentityDeps, tenantId: string): TokenSlot {
  const { db, env } = deps
  const row = eq(microsoftAppToken.tenantId, tenantId)
  return {
    async read() {
      const [stored] = await db
        .select({ sealed: microsoftAppToken.accessToken, expiresAt: microsoftAppToken.expiresAt })
        .from(microsoftTenant)
        .leftJoin(microsoftAppToken, eq(microsoftAppToken.tenantId, microsoftTenant.tenantId))
        .where(eq(microsoftTenant.tenantId, tenantId))
      if (stored === undefined) throw new CredentialError('tenant-not-connected')
      const { sealed, expiresAt } = stored
      // Unlike a person's refresh token, one that no key reads any more is simply asked for again.
      const readable = sealed !== null && isReadable(env.keys, sealed)
      return {
        version: sealed,
        accessToken: readable ? open(env.keys, sealed, place(tenantId)) : null,
        expiresAt,
      }
    },

    async lease(holder, version, until) {
      const now = deps.now()
      await db.insert(microsoftAppToken).values({ tenantId }).onConflictDoNothing()
      const leased = await db
        .update(microsoftAppToken)
        .set({ refreshLease: holder, refreshLeaseUntil: until })
        .where(
          and(
            row,
            sql`${microsoftAppToken.accessToken} is not distinct from ${version}`,
            or(isNull(microsoftAppToken.refreshLease), lt(microsoftAppToken.refreshLeaseUntil, now)),
          ),
        )
        .returning({ tenantId: microsoftAppToken.tenantId })
      return leased.length === 1
    },

    async renew(holder) {
      const grant = await requestApplicationToken(deps, tenantId)
      if (!grant.permitted) throw await withoutPermissions(deps, tenantId)
      await db
        .update(microsoftAppToken)
        .set({
          accessToken: seal(env.keys, grant.accessToken, place(tenantId)),
          expiresAt: grant.expiresAt,
          refreshLease: null,
          refreshLeaseUntil: null,
        })
        .where(and(row, eq(microsoftAppToken.refreshLease, holder)))
      return grant.accessToken
    },

    async release(holder) {
      await db
        .update(microsoftAppToken)
        .set({ refreshLease: null, refreshLeaseUntil: null })
        .where(and(row, eq(microsoftAppToken.refreshLease, holder)))
    },
  }
}

async function withoutPermissions(deps: IdentityDeps, tenantId: string): Promise<UpstreamError> {
  const [tenant] = await deps.db
    .select({ connectedAt: microsoftTenant.connectedAt })
    .from(microsoftTenant)
    .where(eq(microsoftTenant.tenantId, tenantId))
  const settling = tenant && deps.now().getTime() - tenant.connectedAt.getTime() < CONSENT_SETTLES_MS
  return settling
    ? new UpstreamError('wait', { code: 'consent-settling', retryAfterMs: 5000 })
    : new CredentialError('consent-withdrawn')
}

function mayDoSomething(accessToken: string): boolean {
  try {
    const { roles } = decodeJwt(accessToken)
    return Array.isArray(roles) && roles.length > 0
  } catch {
    return true
  }
}
