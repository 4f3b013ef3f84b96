import type { Collection } from '../core/collection'
import type { AppRegistration } from '../core/registration'
import type { Store } from '../core/store'
import type { User } from '../directory/entities'
import type { World } from '../world'
import { needsAdmin, type RequestedScopes } from './scopes'

/** An app's presence in a tenant; made by the first consent (learn.microsoft.com/entra/identity-platform/howto-convert-app-to-be-multi-tenant). */
export type ServicePrincipal = {
  /** `tenantId:appId`. */
  id: string
  objectId: string
  tenantId: string
  appId: string
  /** "Enabled for users to sign in"; off stops app-only tokens too. */
  enabled: boolean
  assignmentRequired: boolean
  /** Who sees the app's tile. Admin consent assigns nobody; a user's own consent assigns her. */
  assignedUserIds: readonly string[]
  appRoles: readonly string[]
  appRolesGrantedAt: string
}

/** Delegated scopes granted to an app, for one user or (userId null) for everybody in the tenant. */
export type ScopeGrant = {
  /** `tenantId:appId:userId`, `*` for everybody. */
  id: string
  tenantId: string
  appId: string
  userId: string | null
  scopes: readonly string[]
}

export const servicePrincipals = (store: Store): Collection<ServicePrincipal> =>
  store.collection('servicePrincipals')
export const scopeGrants = (store: Store): Collection<ScopeGrant> => store.collection('scopeGrants')

export function findServicePrincipal(
  world: World,
  tenantId: string,
  appId: string,
): ServicePrincipal | undefined {
  return servicePrincipals(world.store).get(`${tenantId}:${appId}`)
}

/** Delegated scopes that hold for this user: her own grant and the tenant's; null when there is neither. */
export function grantedScopes(world: World, user: User, appId: string): readonly string[] | null {
  const grants = scopeGrants(world.store)
  const forAll = grants.get(`${user.tenantId}:${appId}:*`)
  const own = grants.get(`${user.tenantId}:${appId}:${user.id}`)
  if (!forAll && !own) return null
  return [...new Set([...(forAll?.scopes ?? []), ...(own?.scopes ?? [])])]
}

/** What still needs consent before tokens for `requested` can be issued; null when nothing does. */
export function missingConsent(
  world: World,
  user: User,
  appId: string,
  requested: RequestedScopes,
): string[] | null {
  const granted = grantedScopes(world, user, appId)
  if (!granted) return [...requested.graph]
  const missing = requested.graph.filter((scope) => !granted.includes(scope))
  return missing.length > 0 ? missing : null
}

/** Whether this user may give that consent herself. */
export function mayConsent(world: World, user: User, scopes: readonly string[]): boolean {
  if (user.isAdmin) return true
  const allowed = world.directory.tenants.get(user.tenantId)?.userConsentAllowed ?? false
  return allowed && !scopes.some(needsAdmin)
}

/** One user's consent for herself; it also gives her the app's tile. */
export function grantForUser(world: World, user: User, appId: string, scopes: readonly string[]): void {
  const principal = ensureServicePrincipal(world, user.tenantId, appId)
  addGrant(world, user.tenantId, appId, user.id, scopes)
  const assignedUserIds = [...new Set([...principal.assignedUserIds, user.id])]
  servicePrincipals(world.store).put({ ...principal, assignedUserIds })
}

/** An administrator's consent for everybody. Application permissions only come with `roles`. */
export function grantForTenant(
  world: World,
  tenantId: string,
  app: AppRegistration,
  { scopes, roles }: { scopes: readonly string[]; roles: readonly string[] } = {
    scopes: app.delegatedScopes,
    roles: app.applicationRoles,
  },
): void {
  const principal = ensureServicePrincipal(world, tenantId, app.appId)
  addGrant(world, tenantId, app.appId, null, scopes)
  if (roles.length === 0) return
  servicePrincipals(world.store).put({
    ...principal,
    appRoles: [...new Set([...principal.appRoles, ...roles])],
    appRolesGrantedAt: world.clock.now().toISOString(),
  })
}

/**
 * Takes back every permission of an app in a tenant, or one user's own consent. Access tokens live to their end.
 * Source: learn.microsoft.com/entra/identity-platform/access-tokens
 */
export function withdrawConsent(world: World, tenantId: string, appId: string, userId?: string): void {
  const grants = scopeGrants(world.store)
  for (const grant of [...grants.values()]) {
    if (grant.tenantId !== tenantId || grant.appId !== appId) continue
    if (userId === undefined || grant.userId === userId) grants.delete(grant.id)
  }
  const principal = findServicePrincipal(world, tenantId, appId)
  if (principal && userId === undefined) servicePrincipals(world.store).put({ ...principal, appRoles: [] })
}

function ensureServicePrincipal(world: World, tenantId: string, appId: string): ServicePrincipal {
  const known = findServicePrincipal(world, tenantId, appId)
  if (known) return known
  return servicePrincipals(world.store).put({
    id: `${tenantId}:${appId}`,
    objectId: world.random.uuid(),
    tenantId,
    appId,
    enabled: true,
    assignmentRequired: false,
    assignedUserIds: [],
    appRoles: [],
    appRolesGrantedAt: world.clock.now().toISOString(),
  })
}

function addGrant(
  world: World,
  tenantId: string,
  appId: string,
  userId: string | null,
  scopes: readonly string[],
): void {
  const id = `${tenantId}:${appId}:${userId ?? '*'}`
  const before = scopeGrants(world.store).get(id)?.scopes ?? []
  scopeGrants(world.store).put({ id, tenantId, appId, userId, scopes: [...new Set([...before, ...scopes])] })
}
