import { eq } from 'drizzle-orm'
import { microsoftTenant } from '@/db/schema/microsoft'
import { type Context, requirePermission } from '@/lib/access/context'
import { ANY_TENANT, adminConsentUrl, type SignInDeps } from '../login-pages'
import { beginTrip } from '../trips'

/**
 * Begins the connecting, or the reconnecting, of the organisation's tenant (I1): the address of Microsoft's consent
 * page, good for ten minutes, once, and for this member only.
 * @throws DomainError `permission-required`
 */
export async function startTenantConnection(
  context: Context,
  deps: SignInDeps,
  { returnTo }: { returnTo: string },
): Promise<{ consentUrl: string }> {
  requirePermission(context, 'manage-integrations')
  const { state } = await beginTrip(context, { purpose: 'admin-consent', returnTo })
  const [connected] = await context.db
    .select({ tenantId: microsoftTenant.tenantId })
    .from(microsoftTenant)
    .where(eq(microsoftTenant.organisationId, context.organisationId))
  const tenant = connected?.tenantId ?? ANY_TENANT
  return { consentUrl: adminConsentUrl(deps, { tenant, state }) }
}
