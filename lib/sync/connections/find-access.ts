import { eq } from 'drizzle-orm'
import { account } from '@/db/schema/access'
import type { Context } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import { findTenantUser } from '@/lib/microsoft/directory/find-tenant-user'
import { findTenantConnection } from '@/lib/microsoft/identity/consent/find-tenant-connection'
import { CredentialError } from '@/lib/microsoft/identity/credential-error'
import type { SignInDeps } from '@/lib/microsoft/identity/login-pages'
import { findSignedInIdentity } from '@/lib/microsoft/identity/sign-in/find-signed-in-identity'
import { ownIdentity, rememberIdentity } from '@/lib/microsoft/identity/sign-in/remember-identity'
import {
  type DelegatedPurpose,
  startDelegatedSignIn,
} from '@/lib/microsoft/identity/sign-in/start-delegated-sign-in'
import type { ModuleName } from '@/lib/sync/modules/module'
import { actingMember } from './own-connection'

export type FoundAccess = {
  access: 'application' | 'delegated'
  tenantId: string
  microsoftUserId: string
  upn: string
  identityId: string
}

/**
 * As whom the member's connection works: an identity she has signed in with (I3), else the user of the connected
 * tenant whose login is hers (I2). `signIn` is what a sign-in would be for, if it takes one, and where it leads back to.
 * @throws DomainError `not-connected`; `sign-in-required` with `data.signInUrl`; `identity-in-use`
 */
export async function findAccess(
  context: Context,
  deps: SignInDeps,
  module: ModuleName,
  signIn: DelegatedPurpose & { returnTo?: string },
): Promise<FoundAccess> {
  const found = await lookForAccess(context, deps, module)
  if (found) {
    const { accountId } = actingMember(context)
    const identityId = found.identityId ?? (await remember(context, accountId, found))
    return { ...found, identityId }
  }
  const returnTo = '/settings/marketplace/microsoft'
  const data = await startDelegatedSignIn(context, deps, { module, returnTo, ...signIn })
  throw new DomainError('sign-in-required', { data })
}

async function remember(context: Context, accountId: string, found: LookedUpAccess): Promise<string> {
  const { tenantId: tid, microsoftUserId: oid, upn, name } = found
  return (await rememberIdentity(context.db, accountId, { tid, oid, upn, name }, context.now())).identityId
}

/** `identityId` null: she is known by her login, and nothing is remembered of that yet. */
export type LookedUpAccess = Omit<FoundAccess, 'identityId'> & { identityId: string | null; name: string }

/**
 * The same for those who only look: nothing is remembered by it. Null where it would take a sign-in.
 * @throws DomainError `not-connected`, `identity-in-use`, `identity-differs`
 */
export async function lookForAccess(
  context: Context,
  deps: SignInDeps,
  module: ModuleName,
): Promise<LookedUpAccess | null> {
  const { accountId } = actingMember(context)
  const tenant = await findTenantConnection(context)
  if (!tenant) throw new DomainError('not-connected')
  const { tenantId } = tenant
  const signedIn = await findSignedInIdentity(context.db, { accountId, tenantId, module })
  if (signedIn) {
    return {
      access: 'delegated',
      tenantId,
      microsoftUserId: signedIn.oid,
      upn: signedIn.upn,
      identityId: signedIn.identityId,
      name: signedIn.upn,
    }
  }
  const [login] = await context.db
    .select({ email: account.email })
    .from(account)
    .where(eq(account.id, accountId))
  const user = login ? await findTenantUser(deps, tenantId, login.email).catch(asRefusal) : null
  if (!user) return null
  await ownIdentity(context.db, accountId, { tid: tenantId, oid: user.id })
  const { id: microsoftUserId, upn, name } = user
  return { access: 'application', tenantId, microsoftUserId, upn, name, identityId: null }
}

/** A credential of the whole tenant that does not work is for an administrator to mend; nothing is enabled on it. */
function asRefusal(error: unknown): never {
  if (error instanceof CredentialError) throw new DomainError(error.reason, { cause: error })
  throw error
}
