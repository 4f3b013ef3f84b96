import type { Context } from 'hono'
import type { AppRegistration } from '../core/registration'
import type { User } from '../directory/entities'
import type { World } from '../world'
import { type Authority, resolveAuthority } from './authority'
import type { Step, Visit } from './authorize'
import { missingParameter, type ReturnAddress, readReturnAddress, registeredApp } from './authorize-request'
import { checkPassword } from './check-password'
import { grantForTenant } from './consent'
import { IdentityError, identityErrorBody } from './identity-error'
import { returnToApp } from './return-to-app'
import { asUri, GRAPH_RESOURCE, parseScopes, type RequestedScopes } from './scopes'
import { readStep } from './serve-authorize'
import { keepVisit, openVisit } from './session-cookie'
import { rememberSignIn, sessionAccounts } from './sessions'
import { consentPage, needAdminPage, problemPage, signInPage } from './sign-in-pages'

type Version = 1 | 2

/** What is granted: all that the registration lists, or the delegated scopes that were named. */
type Wanted = { scopes: readonly string[]; roles: readonly string[]; answer: string }

/**
 * `GET /{tenant}/adminconsent` (version 1) and `/{tenant}/v2.0/adminconsent`, and the POSTs of its own pages.
 * Source: learn.microsoft.com/entra/identity-platform/v2-admin-consent
 */
export async function serveAdminConsent(world: World, context: Context, version: Version): Promise<Response> {
  const url = new URL(context.req.url)
  const action = `${url.pathname}${url.search}`
  try {
    const authority = resolveAuthority(world, context.req.param('tenant') ?? '')
    if (version === 2 && authority.segment === 'common') {
      const text = 'The admin consent endpoint does not support /common; use a tenant or /organizations.'
      throw new IdentityError('invalid_request', 90133, text)
    }
    const app = registeredApp(world, authority, url.searchParams.get('client_id'))
    const address: ReturnAddress = { ...readReturnAddress(app, url.searchParams), mode: 'query' }
    const wanted = wantedGrants(world, app, version, url.searchParams.get('scope'))
    const visit = openVisit(context)
    const step = await readStep(context)

    if (step.step === 'leave') return await refuse(world, context, address, version)
    if (step.step === 'choose') {
      return await context.html(signInPage(world, { authority, action, loginHint: step.login ?? '' }))
    }
    if (step.step === 'other-account') return await context.html(signInPage(world, { authority, action }))
    const signedIn =
      step.step === 'sign-in' ? signIn(world, authority, visit, step) : current(world, authority, visit, step)
    if (signedIn instanceof IdentityError) {
      return await context.html(
        signInPage(world, { authority, action, loginHint: step.login ?? '', problem: signedIn }),
      )
    }
    keepVisit(context, visit)
    if (!signedIn) return await context.html(signInPage(world, { authority, action }))
    if (!signedIn.isAdmin) return await context.html(needAdminPage({ action, app, user: signedIn }))
    if (step.step === 'consent' && step.decision !== 'accept')
      return await refuse(world, context, address, version)
    if (step.step === 'consent') return await accept(world, context, address, version, app, signedIn, wanted)
    const scopes = [...wanted.scopes, ...wanted.roles.map((role) => `${role} (without a signed-in user)`)]
    return await context.html(consentPage({ action, app, user: signedIn, scopes, forOrganisation: true }))
  } catch (failure) {
    if (!(failure instanceof IdentityError)) throw failure
    return context.html(problemPage(failure), 400)
  }
}

/** Application permissions can only be granted through `.default`; version 1 has no scope and means everything. */
function wantedGrants(world: World, app: AppRegistration, version: Version, scope: string | null): Wanted {
  const everything = {
    scopes: app.delegatedScopes,
    roles: app.applicationRoles,
    answer: `${GRAPH_RESOURCE}/.default`,
  }
  if (version === 1) return everything
  if (!scope) throw missingParameter('scope')
  const requested: RequestedScopes = parseScopes(scope, world.baseUrl)
  if (requested.all) return everything
  return { scopes: requested.graph, roles: [], answer: requested.graph.map(asUri).join(' ') }
}

function accept(
  world: World,
  context: Context,
  address: ReturnAddress,
  version: Version,
  app: AppRegistration,
  admin: User,
  { scopes, roles, answer }: Wanted,
) {
  world.store.atomically(() => grantForTenant(world, admin.tenantId, app, { scopes, roles }))
  const fields = { admin_consent: 'True', tenant: admin.tenantId }
  return returnToApp(context, address, version === 2 ? { ...fields, scope: answer } : fields)
}

/** `admin_consent=True` comes back on a refusal, too. */
function refuse(world: World, context: Context, address: ReturnAddress, version: Version) {
  const problem = new IdentityError('consent_required', 65004, 'User declined to consent to access the app.')
  const fields =
    version === 2
      ? { error: problem.error, error_description: identityErrorBody(world, problem).error_description }
      : { error: 'permission_denied', error_description: 'The admin canceled the request' }
  return returnToApp(context, address, { ...fields, admin_consent: 'True' })
}

function signIn(world: World, authority: Authority, visit: Visit, step: Step): User | IdentityError {
  const user = checkPassword(world, authority, step)
  if (!(user instanceof IdentityError)) visit.sessionId = rememberSignIn(world, visit.sessionId, user, true)
  return user
}

/** Who decides: the account that the form names, else a signed-in administrator, else whoever is signed in. */
function current(
  world: World,
  { tenant }: Authority,
  visit: Visit,
  step: { account?: string },
): User | undefined {
  const users = sessionAccounts(world, visit.sessionId)
    .map(({ user }) => user)
    .filter(({ tenantId }) => tenant === null || tenantId === tenant.id)
  if (step.account !== undefined) return users.find(({ id }) => id === step.account)
  return users.find(({ isAdmin }) => isAdmin) ?? users[0]
}
