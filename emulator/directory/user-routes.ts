import type { GraphCall, GraphReply, GraphRoute } from '../graph/call'
import { GraphError } from '../graph/graph-error'
import { ok } from '../graph/replies'
import { readAll, selectedProperties, userView } from './user-view'

/** `GET /users/{id | userPrincipalName}`, which also serves `/me` (learn.microsoft.com/graph/api/user-get). */
export const userRoute: GraphRoute = {
  method: 'GET',
  path: '/users/:user',
  service: 'directory',
  permissions: {
    delegated: ['User.Read', 'User.ReadBasic.All', ...readAll],
    application: ['User.ReadBasic.All', ...readAll],
  },
  query: ['$select'],
  handler(call) {
    requireMoreThanOwn(call)
    const names = selectedProperties(call.query.select, call.user)
    const selection = call.query.select === null ? '' : `(${names.join(',')})`
    return ok({
      '@odata.context': `${call.world.graphUrl}/v1.0/$metadata#users${selection}/$entity`,
      ...userView(call, call.user, names),
    })
  },
}

/** `GET /organization` (learn.microsoft.com/graph/api/organization-list). */
export const organizationRoute: GraphRoute = {
  method: 'GET',
  path: '/organization',
  service: 'directory',
  permissions: {
    delegated: ['User.Read', 'Organization.Read.All', ...readAll],
    application: ['Organization.Read.All', ...readAll],
  },
  query: ['$select'],
  handler: organization,
}

/** `GET /users/{id}/mailboxSettings` (learn.microsoft.com/graph/api/user-get-mailboxsettings). */
export const mailboxSettingsRoute: GraphRoute = {
  method: 'GET',
  path: '/users/:user/mailboxSettings',
  service: 'outlook',
  permissions: {
    delegated: ['MailboxSettings.Read', 'MailboxSettings.ReadWrite'],
    application: ['MailboxSettings.Read', 'MailboxSettings.ReadWrite'],
  },
  handler(call) {
    const { timeZone, language } = call.user.mailboxSettings
    return ok({
      '@odata.context': `${call.world.graphUrl}/v1.0/$metadata#users('${call.user.id}')/mailboxSettings`,
      archiveFolder: null,
      timeZone,
      delegateMeetingMessageDeliveryOptions: 'sendToDelegateOnly',
      language: {
        locale: language,
        displayName: new Intl.DisplayNames('en', { type: 'language' }).of(language),
      },
      userPurpose: call.user.accountEnabled ? 'user' : 'shared',
    })
  },
}

/** User.Read is about oneself only. */
function requireMoreThanOwn({ principal, user }: GraphCall): void {
  if (principal.kind !== 'user' || principal.user.id === user.id) return
  if ([...readAll, 'User.ReadBasic.All'].some((scope) => principal.scopes.includes(scope))) return
  throw new GraphError(
    403,
    'Authorization_RequestDenied',
    'Insufficient privileges to complete the operation.',
  )
}

function organization({ world, tenantId, query }: GraphCall): GraphReply {
  const tenant = world.directory.tenants.get(tenantId)
  if (!tenant) throw new GraphError(404, 'Request_ResourceNotFound', 'The organization does not exist.')
  const properties: Record<string, unknown> = {
    id: tenant.id,
    displayName: tenant.displayName,
    countryLetterCode: null,
    preferredLanguage: null,
    tenantType: 'AAD',
    verifiedDomains: tenant.domains.map((name, at) => ({
      capabilities: 'Email, OfficeCommunicationsOnline',
      isDefault: at === 0,
      isInitial: /\.onmicrosoft\./.test(name),
      name,
      type: 'Managed',
    })),
  }
  const names = query.select ?? Object.keys(properties)
  return ok({
    '@odata.context': `${world.graphUrl}/v1.0/$metadata#organization`,
    value: [Object.fromEntries(names.map((name) => [name, properties[name] ?? null]))],
  })
}
