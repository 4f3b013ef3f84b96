import type { GraphRoute } from '../graph/call'
import { ok } from '../graph/replies'

/**
 * `GET /organization`: the caller's own tenant. `User.Read` sees id, name and domains, which is all there is here.
 * Source: learn.microsoft.com/graph/api/organization-list
 */
export const organizationRoute: GraphRoute = {
  method: 'GET',
  path: '/organization',
  service: 'directory',
  permissions: {
    delegated: ['User.Read', 'User.Read.All', 'Organization.Read.All', 'Directory.Read.All'],
    application: ['User.Read.All', 'Organization.Read.All', 'Directory.Read.All'],
  },
  query: ['$select'],
  handler({ world, tenantId, query }) {
    const tenant = world.directory.tenants.get(tenantId)
    const properties: Record<string, unknown> = {
      id: tenantId,
      displayName: tenant?.displayName ?? null,
      verifiedDomains: (tenant?.domains ?? []).map((name, at) => ({
        capabilities: 'Email, OfficeCommunicationsOnline',
        isDefault: at === 0,
        isInitial: at === 0,
        name,
        type: 'Managed',
      })),
    }
    const selected = query.select ?? Object.keys(properties)
    return ok({
      '@odata.context': `${world.graphUrl}/v1.0/$metadata#organization`,
      value: [Object.fromEntries(selected.map((name) => [name, properties[name] ?? null]))],
    })
  },
}
