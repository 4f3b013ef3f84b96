import { and, eq, ne } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { microsoftTenant } from '@/db/schema/microsoft'
import type { CredentialError } from '../credential-error'

/**
 * Notes that the tenant's credential is refused. True for the caller who is the first to say so: she tells everybody.
 * `error` is one of scope `tenant`.
 */
export async function markTenantFailed(
  db: Database,
  tenantId: string,
  error: Pick<CredentialError, 'problem'>,
  now: Date,
): Promise<boolean> {
  const status = error.problem === 'secret-wrong' ? 'secret-wrong' : 'consent-revoked'
  return setStatus(db, tenantId, status, now)
}

/** Notes that the tenant's credential works. True for the first to say so after a failure: the others can go on. */
export async function markTenantHealthy(db: Database, tenantId: string, now: Date): Promise<boolean> {
  return setStatus(db, tenantId, 'connected', now)
}

async function setStatus(
  db: Database,
  tenantId: string,
  status: (typeof microsoftTenant.$inferSelect)['status'],
  now: Date,
): Promise<boolean> {
  const changed = await db
    .update(microsoftTenant)
    .set({ status, checkedAt: now })
    .where(and(eq(microsoftTenant.tenantId, tenantId), ne(microsoftTenant.status, status)))
    .returning({ tenantId: microsoftTenant.tenantId })
  return changed.length === 1
}
