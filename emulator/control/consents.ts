import type { Hono } from 'hono'
import { z } from 'zod'
import { findServicePrincipal, grantForTenant, servicePrincipals, withdrawConsent } from '../identity/consent'
import type { World } from '../world'
import { ControlError, readJson } from './json-call'
import { findUser } from './users'

const Consent = z.strictObject({
  appId: z.string().toLowerCase(),
  granted: z.boolean(),
  /** Only with `granted: false`: takes back this user's own consent, not the organisation's. */
  userId: z.string().optional(),
  /** The enterprise application itself: disabled, or deleted from the tenant. */
  servicePrincipal: z.enum(['enabled', 'disabled', 'deleted']).optional(),
  assignmentRequired: z.boolean().optional(),
  /** Who sees the app's tile. */
  assignedUserIds: z.array(z.string()).optional(),
})

/** `POST /_emulator/consents/{tenantId}`: what an administrator does in Enterprise applications. */
export function controlConsents(app: Hono, world: World): void {
  app.post('/_emulator/consents/:tenantId', async (context) => {
    const tenant = world.directory.findTenant(context.req.param('tenantId'))
    if (!tenant) throw new ControlError(404, `there is no tenant ${context.req.param('tenantId')}`)
    const input = await readJson(context, Consent)
    world.store.atomically(() => decide(world, tenant.id, input))
    const principal = findServicePrincipal(world, tenant.id, input.appId)
    return context.json({
      tenantId: tenant.id,
      appId: input.appId,
      granted: input.granted,
      roles: principal?.appRoles ?? [],
    })
  })
}

function decide(world: World, tenantId: string, input: z.output<typeof Consent>): void {
  const { appId, granted } = input
  const app = world.registrations.find((registration) => registration.appId === appId)
  if (!app) throw new ControlError(404, `there is no app registration ${appId}`)
  if (granted) grantForTenant(world, tenantId, app)
  else withdrawConsent(world, tenantId, appId, input.userId && findUser(world, input.userId).id)

  const principals = servicePrincipals(world.store)
  const principal = findServicePrincipal(world, tenantId, appId)
  if (!principal) return
  if (input.servicePrincipal === 'deleted') {
    withdrawConsent(world, tenantId, appId)
    principals.delete(principal.id)
    return
  }
  principals.put({
    ...principal,
    enabled: input.servicePrincipal === undefined ? principal.enabled : input.servicePrincipal === 'enabled',
    assignmentRequired: input.assignmentRequired ?? principal.assignmentRequired,
    assignedUserIds: input.assignedUserIds ?? principal.assignedUserIds,
  })
}
