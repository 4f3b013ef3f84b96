import { and, eq, gt, isNull, or } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { apiKey, member, profile } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import { countAttempt } from '../count-attempt'
import { isPermission, type Permission } from '../permissions'
import { hashOfSecret } from '../secret-token'

const REQUESTS_PER_KEY = { max: 600, windowMs: 60_000 }
const LAST_USED_RESOLUTION_MS = 60_000

export type ApiCaller = {
  apiKeyId: string
  memberId: string
  accountId: string
  organisationId: string
  permissions: ReadonlySet<Permission>
}

/**
 * Whom a key acts as. The member is looked at with every request, so a deactivation holds at once.
 * @throws DomainError `unauthenticated`, or `rate-limited` with the seconds to wait.
 */
export async function authenticateApiKey(db: Database, key: string, now: Date): Promise<ApiCaller> {
  const [found] = await db
    .select({
      apiKeyId: apiKey.id,
      memberId: member.id,
      accountId: member.accountId,
      organisationId: member.organisationId,
      permissions: profile.permissions,
      lastUsedAt: apiKey.lastUsedAt,
    })
    .from(apiKey)
    .innerJoin(member, eq(member.id, apiKey.memberId))
    .innerJoin(profile, eq(profile.id, member.profileId))
    .where(
      and(
        eq(apiKey.hash, hashOfSecret(key)),
        isNull(apiKey.revokedAt),
        or(isNull(apiKey.expiresAt), gt(apiKey.expiresAt, now)),
        eq(member.status, 'active'),
      ),
    )
  if (found === undefined) throw new DomainError('unauthenticated')

  const retryAfterSeconds = await countAttempt(db, `api:${found.apiKeyId}`, REQUESTS_PER_KEY, now)
  if (retryAfterSeconds !== null) throw new DomainError('rate-limited', { retryAfterSeconds })

  const { lastUsedAt, permissions, ...caller } = found
  if (lastUsedAt === null || now.getTime() - lastUsedAt.getTime() >= LAST_USED_RESOLUTION_MS) {
    await db.update(apiKey).set({ lastUsedAt: now }).where(eq(apiKey.id, found.apiKeyId))
  }
  return { ...caller, permissions: new Set(permissions.filter(isPermission)) }
}
