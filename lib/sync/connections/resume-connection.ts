import { and, eq } from 'drizzle-orm'
import { connection } from '@/db/schema/sync'
import { type Context, may } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import type { ModuleName } from '@/lib/sync/modules/module'
import { actingMember, type ConnectionRow, ownConnection } from './own-connection'

/**
 * Decides a held run (A5): `apply` the deletions, or `restore` what is gone in Microsoft 365. The user decides for
 * herself; whoever may manage integrations can decide for another member.
 * @throws DomainError `not-held`, `not-found`
 */
export async function resumeConnection(
  context: Context,
  name: ModuleName,
  decision: 'apply' | 'restore',
  memberId?: string,
): Promise<ConnectionRow> {
  const row = await held(context, name, memberId)
  if (row?.status !== 'held') throw new DomainError('not-held')
  const now = context.now()
  const [decided] = await context.db
    .update(connection)
    .set({ heldDecision: decision, requestedAt: now, updatedAt: now })
    .where(and(eq(connection.id, row.id), eq(connection.status, 'held')))
    .returning()
  if (!decided) throw new DomainError('not-held')
  return decided
}

async function held(
  context: Context,
  name: ModuleName,
  memberId: string | undefined,
): Promise<ConnectionRow | null> {
  if (memberId === undefined || memberId === actingMember(context).memberId)
    return ownConnection(context, name)
  if (!may(context.actor, 'manage-integrations')) throw new DomainError('not-found')
  const [row] = await context.db
    .select()
    .from(connection)
    .where(
      and(
        eq(connection.organisationId, context.organisationId),
        eq(connection.memberId, memberId),
        eq(connection.module, name),
      ),
    )
  return row ?? null
}
