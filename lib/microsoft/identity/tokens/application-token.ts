import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import { microsoftAppToken, microsoftTenant } from '@/db/schema/microsoft'
import { UpstreamError } from '@/lib/errors'
import { markTenantFailed, markTenantHealthy } from '../consent/tenant-health'
import { CredentialError } from '../credential-error'
import { readGraph } from '../graph-read'
import type { IdentityDeps } from '../identity-deps'
import { requestToken, type TokenGrant } from '../token-endpoint'
import { isReadable, open, seal } from './encryption'
import { applicationPlace } from './places'
import { renewOnce, type TokenSlot } from './renew-once'

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
 * @throws CredentialError of scope `tenant`, `consent-withdrawn` when nothing is permitted; UpstreamError `wait`
 */
export async function requestApplicationToken(
  deps: Pick<IdentityDeps, 'now' | 'fetch' | 'env'>,
  tenantId: string,
): Promise<TokenGrant> {
  const grant = await requestToken(deps, tenantId, {
    grant_type: 'client_credentials',
    scope: 'https://graph.microsoft.com/.default',
  })
  const probe = await readGraph(deps, grant.accessToken, '/users?$top=1&$select=id')
  if (probe.status === 401 || probe.status === 403) {
    throw new CredentialError('consent-withdrawn', { status: probe.status })
  }
  return grant
}

/** Keeps a token that the caller has just asked for. */
export async function saveApplicationToken(
  deps: Pick<IdentityDeps, 'db' | 'env'>,
  tenantId: string,
  grant: TokenGrant,
): Promise<void> {
  const values = sealedToken(deps.env.keys, tenantId, grant)
  await deps.db
    .insert(microsoftAppToken)
    .values({ tenantId, ...values })
    .onConflictDoUpdate({ target: microsoftAppToken.tenantId, set: values })
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
      const grant = await requestApplicationToken(deps, tenantId).catch(async (error: unknown) => {
        if (await isSettling(deps, tenantId, error)) throw consentSettling()
        if (error instanceof CredentialError) await markTenantFailed(db, tenantId, error, deps.now())
        throw error
      })
      await db
        .update(microsoftAppToken)
        .set(sealedToken(env.keys, tenantId, grant))
        .where(and(row, eq(microsoftAppToken.refreshLease, holder)))
      await markTenantHealthy(db, tenantId, deps.now())
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

function sealedToken(keys: readonly string[], tenantId: string, grant: TokenGrant) {
  return {
    accessToken: seal(keys, grant.accessToken, applicationPlace(tenantId)),
    expiresAt: grant.expiresAt,
    refreshLease: null,
    refreshLeaseUntil: null,
  }
}

/** Fresh consent reaches tokens late, by up to minutes: for so long a refusal proves nothing. */
async function isSettling(deps: IdentityDeps, tenantId: string, error: unknown): Promise<boolean> {
  if (!(error instanceof CredentialError) || error.problem === 'secret-wrong') return false
  const [tenant] = await deps.db
    .select({ until: microsoftTenant.settlesUntil })
    .from(microsoftTenant)
    .where(eq(microsoftTenant.tenantId, tenantId))
  return tenant?.until != null && tenant.until > deps.now()
}

const consentSettling = () => new UpstreamError('wait', { code: 'consent-settling', retryAfterMs: 5000 })
