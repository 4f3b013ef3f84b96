import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import { microsoftIdentity } from '@/db/schema/access'
import { microsoftToken } from '@/db/schema/microsoft'
import { UpstreamError } from '@/lib/errors'
import { CredentialError, isCredentialProblem } from '../credential-error'
import type { IdentityDeps } from '../identity-deps'
import { requestToken, type TokenGrant } from '../token-endpoint'
import { applicationToken } from './application-token'
import { open, seal } from './encryption'
import { delegatedPlace } from './places'
import { renewOnce, type TokenSlot } from './renew-once'

/**
 * A token to act as the person who signed in.
 * @throws CredentialError of scope `user`, or of scope `tenant` when the tenant's consent is gone; UpstreamError `wait`
 */
export function delegatedToken(
  deps: IdentityDeps,
  identityId: string,
  forceRefresh = false,
): Promise<string> {
  return renewOnce(deps, delegatedSlot(deps, identityId), forceRefresh)
}

/**
 * Keeps what a sign-in brought and forgets an earlier failure. A refresh that is under way with the tokens from before
 * loses its lease, so it cannot overwrite these.
 */
export async function saveDelegatedTokens(
  deps: Pick<IdentityDeps, 'db' | 'now' | 'env'>,
  identityId: string,
  grant: TokenGrant & { refreshToken: string },
): Promise<void> {
  const values = {
    ...sealedTokens(deps, identityId, grant),
    scopes: grant.scopes,
    refreshToken: seal(deps.env.keys, grant.refreshToken, delegatedPlace(identityId, 'refresh')),
    failure: null,
    failedAt: null,
  }
  await deps.db
    .insert(microsoftToken)
    .values({ identityId, ...values })
    .onConflictDoUpdate({ target: microsoftToken.identityId, set: values })
}

function delegatedSlot(deps: IdentityDeps, identityId: string): TokenSlot {
  const { db, env } = deps
  const row = eq(microsoftToken.identityId, identityId)
  const held = (holder: string) => and(row, eq(microsoftToken.refreshLease, holder))
  return {
    async read() {
      const [stored] = await db.select().from(microsoftToken).where(row)
      if (stored === undefined) throw new CredentialError('never-signed-in')
      if (stored.failure !== null) throw storedFailure(stored.failure)
      return {
        version: stored.accessToken,
        accessToken:
          stored.accessToken === null
            ? null
            : open(env.keys, stored.accessToken, delegatedPlace(identityId, 'access')),
        expiresAt: stored.accessTokenExpiresAt,
      }
    },

    async lease(holder, version, until) {
      const leased = await db
        .update(microsoftToken)
        .set({ refreshLease: holder, refreshLeaseUntil: until })
        .where(
          and(
            row,
            isNull(microsoftToken.failure),
            sql`${microsoftToken.accessToken} is not distinct from ${version}`,
            or(isNull(microsoftToken.refreshLease), lt(microsoftToken.refreshLeaseUntil, deps.now())),
          ),
        )
        .returning({ identityId: microsoftToken.identityId })
      return leased.length === 1
    },

    async renew(holder) {
      const grant = await redeemRefreshToken(deps, identityId, holder)
      // The refresh token is replaced in the same statement. Until then the old one stays good at Microsoft, so a
      // crash before this line loses nothing (learn.microsoft.com/entra/identity-platform/refresh-tokens).
      await db
        .update(microsoftToken)
        .set(sealedTokens(deps, identityId, grant))
        .where(held(holder))
      return grant.accessToken
    },

    async release(holder) {
      await db.update(microsoftToken).set({ refreshLease: null, refreshLeaseUntil: null }).where(held(holder))
    },
  }
}

async function redeemRefreshToken(
  deps: IdentityDeps,
  identityId: string,
  holder: string,
): Promise<TokenGrant> {
  const [stored] = await deps.db
    .select({
      sealed: microsoftToken.refreshToken,
      scopes: microsoftToken.scopes,
      tid: microsoftIdentity.tid,
    })
    .from(microsoftToken)
    .innerJoin(microsoftIdentity, eq(microsoftIdentity.id, microsoftToken.identityId))
    .where(eq(microsoftToken.identityId, identityId))
  if (stored === undefined) throw new CredentialError('never-signed-in')
  try {
    return await requestToken(deps, stored.tid, {
      grant_type: 'refresh_token',
      refresh_token: open(deps.env.keys, stored.sealed, delegatedPlace(identityId, 'refresh')),
      scope: ['openid', 'profile', 'offline_access', ...stored.scopes].join(' '),
    })
  } catch (error) {
    if (!(error instanceof CredentialError)) throw error
    throw await keepFailure(deps, identityId, holder, await whoseFailure(deps, stored.tid, error))
  }
}

/**
 * A refusal for want of consent is the tenant's when its application permissions are gone as well, and then heals with
 * them; otherwise it is this person's own, and her next sign-in asks her.
 */
async function whoseFailure(
  deps: IdentityDeps,
  tid: string,
  error: CredentialError,
): Promise<CredentialError> {
  if (error.problem !== 'consent-withdrawn') return error
  try {
    await applicationToken(deps, tid, true)
  } catch (tenantError) {
    if (tenantError instanceof CredentialError) return tenantError
    throw tenantError
  }
  return new CredentialError('user-consent-missing', error.details)
}

/** Remembers a failure that is the user's own, so that nobody asks Microsoft again before she has signed in. */
async function keepFailure(
  deps: IdentityDeps,
  identityId: string,
  holder: string,
  error: CredentialError,
): Promise<UpstreamError> {
  if (error.scope === 'tenant') return error
  const kept = await deps.db
    .update(microsoftToken)
    .set({ failure: error.problem, failedAt: deps.now(), refreshLease: null, refreshLeaseUntil: null })
    .where(and(eq(microsoftToken.identityId, identityId), eq(microsoftToken.refreshLease, holder)))
    .returning({ identityId: microsoftToken.identityId })
  // Somebody signed in meanwhile: what failed is not the token that is stored now.
  return kept.length === 1 ? error : new UpstreamError('wait', { code: 'token-replaced', retryAfterMs: 0 })
}

function sealedTokens(deps: Pick<IdentityDeps, 'now' | 'env'>, identityId: string, grant: TokenGrant) {
  const { keys } = deps.env
  return {
    accessToken: seal(keys, grant.accessToken, delegatedPlace(identityId, 'access')),
    accessTokenExpiresAt: grant.expiresAt,
    ...(grant.scopes.length === 0 ? {} : { scopes: grant.scopes }),
    ...(grant.refreshToken === null
      ? {}
      : { refreshToken: seal(keys, grant.refreshToken, delegatedPlace(identityId, 'refresh')) }),
    refreshLease: null,
    refreshLeaseUntil: null,
    updatedAt: deps.now(),
  }
}

function storedFailure(failure: string): CredentialError {
  return new CredentialError(isCredentialProblem(failure) ? failure : 'token-expired')
}
