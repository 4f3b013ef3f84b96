import { eq } from 'drizzle-orm'
import { microsoftTenant } from '@/db/schema/microsoft'
import type { Context } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import type { SignInDeps } from '../login-pages'
import type { TokenGrant } from '../token-endpoint'
import { saveDelegatedTokens } from '../tokens/delegated-token'
import { traveller } from '../trips'
import type { SignedInPerson } from '../verify-id-token'
import { rememberIdentity } from './remember-identity'
import { allowsModule, type SyncModule } from './scopes'

/**
 * Remembers the person who signed in for a module, and her tokens (I3). An earlier failure of them is over.
 * @throws DomainError `not-connected`, `other-tenant` with `data.tenantName` (where to sign in), `scope-missing`,
 * `identity-in-use`, `identity-differs`
 */
export async function keepDelegatedSignIn(
  context: Context,
  deps: SignInDeps,
  { person, grant, module }: { person: SignedInPerson; grant: TokenGrant; module: SyncModule },
): Promise<{ identityId: string }> {
  const [tenant] = await context.db
    .select({ tenantId: microsoftTenant.tenantId, name: microsoftTenant.name })
    .from(microsoftTenant)
    .where(eq(microsoftTenant.organisationId, context.organisationId))
  if (tenant === undefined) throw new DomainError('not-connected')
  if (person.tid !== tenant.tenantId) {
    throw new DomainError('other-tenant', { data: { tenantName: tenant.name } })
  }
  const { refreshToken } = grant
  if (refreshToken === null || !allowsModule(grant.scopes, module)) throw new DomainError('scope-missing')
  return context.db.transaction(async (tx) => {
    const identity = await rememberIdentity(tx, traveller(context).accountId, person, context.now())
    await saveDelegatedTokens({ ...deps, db: tx, now: context.now }, identity.identityId, {
      ...grant,
      refreshToken,
    })
    return identity
  })
}
