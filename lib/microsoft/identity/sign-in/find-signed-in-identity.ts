import { and, eq, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { microsoftIdentity } from '@/db/schema/access'
import { microsoftToken } from '@/db/schema/microsoft'
import { allowsModule, type SyncModule } from './scopes'

export type SignedInIdentity = { identityId: string; oid: string; upn: string }

/**
 * The identity that an account has signed in with at the tenant, when its tokens work and suffice for the module (I3:
 * remembered for the other modules). Null: a sign-in is required.
 */
export async function findSignedInIdentity(
  db: Database,
  about: { accountId: string; tenantId: string; module: SyncModule },
): Promise<SignedInIdentity | null> {
  const [row] = await db
    .select({
      identityId: microsoftIdentity.id,
      oid: microsoftIdentity.oid,
      upn: microsoftIdentity.upn,
      scopes: microsoftToken.scopes,
    })
    .from(microsoftIdentity)
    .innerJoin(microsoftToken, eq(microsoftToken.identityId, microsoftIdentity.id))
    .where(
      and(
        eq(microsoftIdentity.accountId, about.accountId),
        eq(microsoftIdentity.tid, about.tenantId),
        isNull(microsoftToken.failure),
      ),
    )
  if (row === undefined || !allowsModule(row.scopes, about.module)) return null
  const { scopes: _, ...identity } = row
  return identity
}
