import { and, eq, isNull } from 'drizzle-orm'
import { apiKey } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import { recordAudit } from '../audit/record-audit'
import type { Context } from '../context'
import { hashOfSecret, newSecret } from '../secret-token'

const MAX_KEYS_PER_MEMBER = 50
const SHOWN_LETTERS = 10

export type NewApiKey = {
  id: string
  name: string
  /** Its first letters, to recognise it by. */
  prefix: string
  /** The key itself: this is the only time that it is seen. */
  key: string
}

/**
 * A key that acts as the member who makes it, with whatever her profile allows at the time of each request.
 * @throws DomainError `limit-reached`.
 */
export async function createApiKey(
  context: Context,
  input: { name: string; expiresAt?: Date | null },
): Promise<NewApiKey> {
  const { actor } = context
  if (actor.type !== 'user') throw new DomainError('not-found')
  const key = `tcrm_${newSecret()}`
  return context.db.transaction(async (tx) => {
    const active = await tx.$count(apiKey, and(eq(apiKey.memberId, actor.memberId), isNull(apiKey.revokedAt)))
    if (active >= MAX_KEYS_PER_MEMBER) throw new DomainError('limit-reached')
    const [made] = await tx
      .insert(apiKey)
      .values({
        memberId: actor.memberId,
        name: input.name,
        prefix: key.slice(0, SHOWN_LETTERS),
        hash: hashOfSecret(key),
        createdAt: context.now(),
        expiresAt: input.expiresAt ?? null,
      })
      .returning({ id: apiKey.id, name: apiKey.name, prefix: apiKey.prefix })
    if (made === undefined) throw new Error('an insert returned no row')
    const subject = { subjectType: 'api-key', subjectId: made.id, subjectName: made.name }
    await recordAudit(context, tx, { action: 'api-key.created', ...subject })
    return { ...made, key }
  })
}
