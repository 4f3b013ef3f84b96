import { and, count, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { account, member } from '@/db/schema/access'
import { erasure } from '@/db/schema/erasure'
import { connection } from '@/db/schema/sync'
import { deleteSyncs } from './delete-syncs'
import type { Erasure } from './finish-erasures'
import { formerMember } from './former-member'

/**
 * Deletes a closed account with its tokens and syncs. In each organisation a former member, who is nobody's account in
 * particular, goes on owning the records and stands behind what the logs say.
 */
export async function finishAccount(db: Database, { id, subjectId, locale }: Erasure): Promise<void> {
  const memberships = await db.select().from(member).where(eq(member.accountId, subjectId))
  const memberIds = memberships.map((one) => one.id)
  if (memberIds.length > 0) await deleteSyncs(db, inArray(connection.memberId, memberIds))
  await db.transaction(async (tx) => {
    for (const { id: memberId, organisationId, createdAt } of memberships) {
      const stand = formerMember(memberId, await nextNumber(tx, organisationId), locale)
      const [made] = await tx
        .insert(account)
        .values({ ...stand, locale, createdAt, erasedAt: createdAt })
        .returning({ id: account.id })
      if (made === undefined) throw new Error('an insert returned no row')
      await tx.update(member).set({ accountId: made.id }).where(eq(member.id, memberId))
    }
    await tx.delete(account).where(eq(account.id, subjectId))
    await tx.delete(erasure).where(eq(erasure.id, id))
  })
}

/** One more than those who have left the organisation this way before. */
async function nextNumber(tx: Database, organisationId: string): Promise<number> {
  const [row] = await tx
    .select({ former: count() })
    .from(member)
    .innerJoin(account, and(eq(account.id, member.accountId), isNotNull(account.erasedAt)))
    .where(eq(member.organisationId, organisationId))
  // The one who is leaving is among them already.
  return row?.former ?? 1
}
