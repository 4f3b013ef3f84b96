import { and, eq, sql } from 'drizzle-orm'
import { connection, link } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import { newLink } from '@/lib/sync/links'
import type { ModuleName } from '@/lib/sync/modules/module'

/** A pair, also one that is suspended: its item is there. */
const keepsItem = sql`(${link.state} = 'linked' or (${link.state} = 'skipped' and ${link.itemId} is not null))`

/**
 * *Try again*, or take up again what was unlinked: the record is pending at once, whatever kept it waiting.
 * @throws DomainError `module-off` when its owner does not sync, `deleted` for a record in the bin
 */
export async function requestRecordSync(
  context: Context,
  name: ModuleName,
  record: { id: string; ownerId: string; deletedAt: Date | null },
): Promise<void> {
  if (record.deletedAt !== null) throw new DomainError('deleted')
  const [own] = await context.db
    .select({ id: connection.id, status: connection.status })
    .from(connection)
    .where(
      and(
        eq(connection.organisationId, context.organisationId),
        eq(connection.memberId, record.ownerId),
        eq(connection.module, name),
      ),
    )
  if (!own || own.status === 'off' || own.status === 'disabling') throw new DomainError('module-off')
  const now = context.now()
  const pending = sql`coalesce(${link.pendingSince}, ${now.toISOString()}::timestamptz)`
  await context.db
    .insert(link)
    .values(newLink(own.id, record.id, now))
    .onConflictDoUpdate({
      target: [link.connectionId, link.recordId],
      set: {
        state: sql`case when ${keepsItem} then ${link.state} else 'intended'::link_state end`,
        itemId: sql`case when ${keepsItem} then ${link.itemId} end`,
        reason: sql`case when ${keepsItem} then nullif(${link.reason}, 'microsoft-refused') end`,
        pendingSince: pending,
        pendingSeq: sql`${link.pendingSeq} + 1`,
        attempts: 0,
        notBefore: null,
        parkedAt: null,
      },
    })
  await context.wake({ module: name, memberIds: [record.ownerId] })
}
