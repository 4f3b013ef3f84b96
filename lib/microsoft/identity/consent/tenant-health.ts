import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { microsoftTenant } from '@/db/schema/microsoft'
import type { CredentialError } from '../credential-error'

/** Notes that Microsoft refuses the tenant's credential; `error` is one of scope `tenant`. */
export async function markTenantFailed(
  db: Database,
  tenantId: string,
  error: Pick<CredentialError, 'problem'>,
  now: Date,
): Promise<void> {
  const status = error.problem === 'secret-wrong' ? 'secret-wrong' : 'consent-revoked'
  await db
    .update(microsoftTenant)
    .set({ status, checkedAt: now })
    .where(eq(microsoftTenant.tenantId, tenantId))
}

/** Notes that the tenant's credential works. */
export async function markTenantHealthy(db: Database, tenantId: string, now: Date): Promise<void> {
  await db
    .update(microsoftTenant)
    .set({ status: 'connected', settlesUntil: null, checkedAt: now })
    .where(eq(microsoftTenant.tenantId, tenantId))
}
