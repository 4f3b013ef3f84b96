import { and, eq } from 'drizzle-orm'
import { connection } from '@/db/schema/sync'
import { type Context, may } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import type { ModuleName } from '@/lib/sync/modules/module'
import { actingMember, type ConnectionRow, ownConnection } from './own-connection'

/**
 * The connection that somebody may decide about: her own, or, with `manage-integrations`, another member's of her
 * organisation; null when there is none.
 * @throws DomainError `not-found` for another member's without that permission
 */
export async function findDecidable(
  context: Context,
  name: ModuleName,
  memberId?: string,
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
