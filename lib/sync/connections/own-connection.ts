import { and, eq } from 'drizzle-orm'
import { connection } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import type { ModuleName, SyncModule } from '@/lib/sync/modules/module'
import { moduleOf } from '@/lib/sync/modules/registry'
import { availableModules } from '@/lib/sync/rollout/rollout'

export type ConnectionRow = typeof connection.$inferSelect

/** The signed-in member. @throws DomainError `unauthenticated` for jobs and syncs, which have no connections */
export function actingMember(context: Context): { memberId: string; accountId: string } {
  if (context.actor.type !== 'user') throw new DomainError('unauthenticated')
  return context.actor
}

/** The member's own connection of a module; null when it has never been enabled. */
export async function ownConnection(context: Context, name: ModuleName): Promise<ConnectionRow | null> {
  const { memberId } = actingMember(context)
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

/** @throws DomainError `not-available` for a module that is not rolled out (T2) */
export async function availableModule(context: Context, name: ModuleName): Promise<SyncModule> {
  const module = moduleOf(name)
  const available = await availableModules(context.db, context.organisationId)
  if (!module || !available.has(name)) throw new DomainError('not-available')
  return module
}

/** A connection that is on, in whatever state. @throws DomainError `module-off` */
export async function livingConnection(context: Context, name: ModuleName): Promise<ConnectionRow> {
  const row = await ownConnection(context, name)
  if (!row || row.status === 'off') throw new DomainError('module-off')
  return row
}
