import { eq } from 'drizzle-orm'
import { microsoftTenant } from '@/db/schema/microsoft'
import { DomainError } from '@/lib/errors'
import type { Context } from '../context'

/** The Microsoft tenant of the actor's organisation. @throws DomainError `not-connected`. */
export async function connectedTenant({
  db,
  organisationId,
}: Pick<Context, 'db' | 'organisationId'>): Promise<{ tenantId: string; name: string }> {
  const [found] = await db
    .select({ tenantId: microsoftTenant.tenantId, name: microsoftTenant.name })
    .from(microsoftTenant)
    .where(eq(microsoftTenant.organisationId, organisationId))
  if (found === undefined) throw new DomainError('not-connected')
  return found
}
