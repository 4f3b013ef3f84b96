import { and, eq, ne } from 'drizzle-orm'
import { connection } from '@/db/schema/sync'
import { type Context, requirePermission } from '@/lib/access/context'

/**
 * The connections of the whole organisation that are on, in whatever state: those that the tenant's end would stop.
 * @throws DomainError `permission-required`
 */
export async function livingConnections(context: Context): Promise<{ id: string; memberId: string }[]> {
  requirePermission(context, 'manage-integrations')
  return context.db
    .select({ id: connection.id, memberId: connection.memberId })
    .from(connection)
    .where(and(eq(connection.organisationId, context.organisationId), ne(connection.status, 'off')))
}
