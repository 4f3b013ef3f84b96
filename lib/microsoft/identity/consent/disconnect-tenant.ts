import { eq } from 'drizzle-orm'
import { microsoftAppToken, microsoftTenant } from '@/db/schema/microsoft'
import { recordAudit } from '@/lib/access/audit/record-audit'
import { type Context, requirePermission } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'

/**
 * Forgets the organisation's tenant and its application token. From then on every request for a token of the tenant is
 * refused (`tenant-not-connected`), so its connections stop; whoever calls this tells them. What has been synced stays
 * where it is. The consent itself can only be withdrawn by an administrator at Microsoft.
 * @throws DomainError `permission-required`, `not-connected`
 */
export async function disconnectTenant(context: Context): Promise<{ tenantId: string }> {
  requirePermission(context, 'manage-integrations')
  return context.db.transaction(async (tx) => {
    const [gone] = await tx
      .delete(microsoftTenant)
      .where(eq(microsoftTenant.organisationId, context.organisationId))
      .returning({ tenantId: microsoftTenant.tenantId, name: microsoftTenant.name })
    if (gone === undefined) throw new DomainError('not-connected')
    await tx.delete(microsoftAppToken).where(eq(microsoftAppToken.tenantId, gone.tenantId))
    await recordAudit(context, tx, {
      action: 'tenant.disconnected',
      subjectType: 'tenant',
      subjectId: gone.tenantId,
      subjectName: gone.name,
    })
    return { tenantId: gone.tenantId }
  })
}
