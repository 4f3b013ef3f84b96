import { eq } from 'drizzle-orm'
import { account, member } from '@/db/schema/access'
import { microsoftTenant } from '@/db/schema/microsoft'
import type { Context } from '@/lib/access/context'

export type TenantConnection = {
  tenantId: string
  name: string
  status: (typeof microsoftTenant.$inferSelect)['status']
  connectedBy: string
  connectedAt: Date
  /** When the credential was last found to work, or not to. */
  checkedAt: Date
}

/** The organisation's Microsoft tenant, for every member to see; null when none is connected. */
export async function findTenantConnection(context: Context): Promise<TenantConnection | null> {
  const [row] = await context.db
    .select({
      tenantId: microsoftTenant.tenantId,
      name: microsoftTenant.name,
      status: microsoftTenant.status,
      connectedBy: account.name,
      connectedAt: microsoftTenant.connectedAt,
      checkedAt: microsoftTenant.checkedAt,
    })
    .from(microsoftTenant)
    .innerJoin(member, eq(member.id, microsoftTenant.connectedBy))
    .innerJoin(account, eq(account.id, member.accountId))
    .where(eq(microsoftTenant.organisationId, context.organisationId))
  return row ?? null
}
