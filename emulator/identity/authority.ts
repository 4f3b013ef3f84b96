import type { Tenant, User } from '../directory/entities'
import type { World } from '../world'
import { IdentityError } from './identity-error'

/** What the first segment of a sign-in address stands for: one tenant, or any organisation's. */
export type Authority = { segment: string; tenant: Tenant | null }

/**
 * `{tenant}` is a GUID, a verified domain, `common` or `organizations`. There are no personal accounts here.
 * Source: learn.microsoft.com/entra/identity-platform/v2-protocols
 * @throws IdentityError AADSTS90002
 */
export function resolveAuthority(world: World, segment: string): Authority {
  if (segment === 'common' || segment === 'organizations') return { segment, tenant: null }
  const tenant = world.directory.findTenant(segment)
  if (tenant) return { segment, tenant }
  throw new IdentityError(
    'invalid_request',
    90002,
    `Tenant '${segment}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
  )
}

/** The user whom a sign-in name belongs to: userPrincipalName, or a guest's own address within one tenant. */
export function findSignIn(world: World, authority: Authority, name: string): User | undefined {
  const wanted = name.trim().toLowerCase()
  const tenants = authority.tenant ? [authority.tenant] : [...world.directory.tenants.values()]
  for (const tenant of tenants) {
    const user =
      world.directory.findUser(tenant.id, wanted) ??
      world.directory
        .usersOf(tenant.id)
        .find(({ userType, mail }) => userType === 'Guest' && mail?.toLowerCase() === wanted)
    if (user) return user
  }
  return undefined
}

/** The issuer named in tokens: the tenant's own, whatever authority or host the request used. */
export function issuerOf(world: World, tenantId: string): string {
  return `${world.baseUrl}/${tenantId}/v2.0`
}
