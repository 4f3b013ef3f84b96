import { and, desc, eq, isNull } from 'drizzle-orm'
import { apiKey } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import { recordAudit } from '../audit/record-audit'
import type { Context } from '../context'

export type ApiKeyView = {
  id: string
  name: string
  prefix: string
  createdAt: Date
  /** To the minute. */
  lastUsedAt: Date | null
  expiresAt: Date | null
}

/** The actor's own keys that have not been revoked, the newest first. */
export async function listApiKeys(context: Context): Promise<ApiKeyView[]> {
  return context.db
    .select({
      id: apiKey.id,
      name: apiKey.name,
      prefix: apiKey.prefix,
      createdAt: apiKey.createdAt,
      lastUsedAt: apiKey.lastUsedAt,
      expiresAt: apiKey.expiresAt,
    })
    .from(apiKey)
    .where(and(eq(apiKey.memberId, ownMemberId(context)), isNull(apiKey.revokedAt)))
    .orderBy(desc(apiKey.createdAt), desc(apiKey.id))
}

/** The key answers nothing from now on. @throws DomainError `not-found` for a key that is not the actor's own. */
export async function revokeApiKey(context: Context, id: string): Promise<void> {
  await context.db.transaction(async (tx) => {
    const [revoked] = await tx
      .update(apiKey)
      .set({ revokedAt: context.now() })
      .where(and(eq(apiKey.id, id), eq(apiKey.memberId, ownMemberId(context)), isNull(apiKey.revokedAt)))
      .returning({ name: apiKey.name })
    if (revoked === undefined) throw new DomainError('not-found')
    const subject = { subjectType: 'api-key', subjectId: id, subjectName: revoked.name }
    await recordAudit(context, tx, { action: 'api-key.revoked', ...subject })
  })
}

function ownMemberId({ actor }: Context): string {
  if (actor.type !== 'user') throw new DomainError('not-found')
  return actor.memberId
}
