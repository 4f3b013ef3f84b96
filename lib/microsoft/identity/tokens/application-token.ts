import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import { microsoftAppToken, microsoftTenant } from '@/db/schema/microsoft'
import { UpstreamError } from '@/lib/errors'
import { CredentialError } from '../credential-error'
import { readGraph } from '../graph-read'
import type { IdentityDeps } from '../identity-deps'
import { requestToken, type TokenGrant } from '../token-endpoint'
import { isReadable, open, seal } from './encryption'
import { applicationPlace } from './places'
import { renewOnce, type TokenSlot } from './renew-once'

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
 * Microsoft issues a token even when nothing is granted any more, and the token is opaque for us; so Graph is asked
 * once whether it permits anything.
 * @throws CredentialError of scope `tenant`; UpstreamError `wait`
 */
export async function requestApplicationToken(
  deps: Pick<IdentityDeps, 'now' | 'fetch' | 'env'>,
  tenantId: string,
): Promise<TokenGrant & { permitted: boolean }> {
  const grant = await requestToken(deps, tenantId, {
    grant_type: 'client_credentials',
    scope: 'https://graph.microsoft.com/.default',
  })
  const probe = await readGraph(deps, grant.accessToken, '/users?$top=1&$select=id')
  return { ...grant, permitted: probe.status !== 401 && probe.status !== 403 }
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
        accessToken: readable ? open(env.keys, sealed, applicationPlace(tenantId)) : null,
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
          accessToken: seal(env.keys, grant.accessToken, applicationPlace(tenantId)),
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
