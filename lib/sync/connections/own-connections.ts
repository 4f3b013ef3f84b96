import { and, eq } from 'drizzle-orm'
import { connection } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import type { ModuleName } from '@/lib/sync/modules/module'
import { actingMember, type ConnectionRow } from './own-connection'

/** The acting member's connections that exist, of all modules or of one. */
export async function ownConnections(
  context: Context,
  module?: ModuleName | undefined,
): Promise<ConnectionRow[]> {
  const { memberId } = actingMember(context)
  return context.db
    .select()
    .from(connection)
    .where(
      and(
        eq(connection.organisationId, context.organisationId),
        eq(connection.memberId, memberId),
        module === undefined ? undefined : eq(connection.module, module),
      ),
    )
    .orderBy(connection.module)
}
