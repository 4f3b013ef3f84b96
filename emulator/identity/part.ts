import type { Context, Hono } from 'hono'
import type { Part } from '../part'
import type { World } from '../world'
import { serveAdminConsent } from './admin-consent'
import { resolveAuthority } from './authority'
import { grantForTenant, servicePrincipals } from './consent'
import { discoveryDocument, metadataIssuer } from './discovery'
import { IdentityError, identityErrorBody } from './identity-error'
import { serveAuthorize } from './serve-authorize'
import { serveLogout } from './serve-logout'
import { publicKeys } from './signing-key'
import { issueTokens } from './token'
import { serveUserinfo } from './userinfo'

/** Microsoft Entra's v2.0 endpoints. */
export const identityPart: Part = {
  name: 'identity',
  plant(world) {
    for (const { tenantId, appId, assignedUserIds } of world.seed.consents) {
      const app = world.registrations.find((registration) => registration.appId === appId)
      if (!app) throw new Error(`the seed consents to the app ${appId}, which is not registered`)
      grantForTenant(world, tenantId, app)
      const principal = servicePrincipals(world.store).get(`${tenantId}:${appId}`)
      if (principal && assignedUserIds) servicePrincipals(world.store).put({ ...principal, assignedUserIds })
    }
  },
  pages(app, world) {
    serveIdentity(app, world)
  },
}

function serveIdentity(app: Hono, world: World): void {
  const guarded = (answer: (context: Context) => Promise<object> | object) => async (context: Context) => {
    try {
      return context.json(await answer(context), 200, { 'Cache-Control': 'no-store' })
    } catch (failure) {
      if (!(failure instanceof IdentityError)) throw failure
      return Response.json(identityErrorBody(world, failure), { status: failure.status })
    }
  }
  const authority = (context: Context) => resolveAuthority(world, context.req.param('tenant') ?? '')

  app.get(
    '/:tenant/v2.0/.well-known/openid-configuration',
    guarded((context) => discoveryDocument(world, authority(context))),
  )
  app.get(
    '/:tenant/discovery/v2.0/keys',
    guarded((context) => publicKeys(world, metadataIssuer(world, authority(context)))),
  )
  app.post(
    '/:tenant/oauth2/v2.0/token',
    guarded(async (context) => {
      const form = new URLSearchParams(await context.req.text())
      return issueTokens(world, context.req.param('tenant') ?? '', context.req.raw.headers, form)
    }),
  )
  app.on(['GET', 'POST'], '/:tenant/oauth2/v2.0/authorize', (context) => serveAuthorize(world, context))
  app.on(['GET', 'POST'], '/:tenant/v2.0/adminconsent', (context) => serveAdminConsent(world, context, 2))
  app.on(['GET', 'POST'], '/:tenant/adminconsent', (context) => serveAdminConsent(world, context, 1))
  app.on(['GET', 'POST'], '/:tenant/oauth2/v2.0/logout', (context) => serveLogout(world, context))
  app.on(['GET', 'POST'], '/oidc/userinfo', (context) => serveUserinfo(world, context))
}
