import { and, eq } from 'drizzle-orm'
import { connection } from '@/db/schema/sync'
import { recordAudit } from '@/lib/access/audit/record-audit'
import type { Context } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import type { ModuleName } from '@/lib/sync/modules/module'
import { approveUpTo } from '@/lib/sync/run/approved'
import { findDecidable } from './find-decidable'
import type { ConnectionRow } from './own-connection'

/**
 * Decides what is held (A5): `apply` carries deletions and changes over, `restore` puts them back where they were made.
 * It concerns what is held now, and is carried out by the run that is to be requested next. The user decides for herself;
 * whoever may manage integrations can decide for another member.
 * @throws DomainError `not-held`, `not-found`
 */
export async function resumeConnection(
  context: Context,
  name: ModuleName,
  decision: 'apply' | 'restore',
  memberId?: string,
): Promise<ConnectionRow> {
  const row = await findDecidable(context, name, memberId)
  if (row?.status !== 'held') throw new DomainError('not-held')
  const now = context.now()
  return context.db.transaction(async (tx) => {
    const [decided] = await tx
      .update(connection)
      .set({
        heldDecision: decision,
        heldDecidedAt: now,
        heldDecidedBy: context.actor.type === 'user' ? context.actor.memberId : null,
        requestedAt: now,
        updatedAt: now,
      })
      .where(and(eq(connection.id, row.id), eq(connection.status, 'held')))
      .returning()
    if (!decided) throw new DomainError('not-held')
    if (decision === 'apply') await approveUpTo(tx, row.id, now)
    await recordAudit(context, tx, {
      action: 'connection.held-decided',
      subjectType: 'member',
      subjectId: row.memberId,
      details: { module: name, reason: row.reason, decision },
    })
    return decided
  })
}
