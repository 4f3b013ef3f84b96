import { IdentityError } from './identity-error'

export const GRAPH_RESOURCE = 'https://graph.microsoft.com'

const OIDC = ['openid', 'profile', 'email', 'offline_access']

/** Delegated scopes of Microsoft Graph that this emulator knows; `true`: needs an administrator's consent. */
const GRAPH_SCOPES: Readonly<Record<string, boolean>> = {
  'User.Read': false,
  'User.ReadBasic.All': false,
  'User.Read.All': true,
  'User.ReadWrite.All': true,
  'Directory.Read.All': true,
  'Organization.Read.All': true,
  'Calendars.Read': false,
  'Calendars.ReadBasic': true,
  'Calendars.ReadWrite': false,
  'Contacts.Read': false,
  'Contacts.ReadWrite': false,
  'Tasks.Read': false,
  'Tasks.ReadWrite': false,
  'Mail.Read': false,
  'Mail.ReadWrite': false,
  'Mail.Send': false,
  'MailboxSettings.Read': false,
  'MailboxSettings.ReadWrite': false,
}

const canonical = new Map(Object.keys(GRAPH_SCOPES).map((scope) => [scope.toLowerCase(), scope]))

/** What a `scope` parameter asks for, sorted out. `all` stands for `.default`: whatever is granted. */
export type RequestedScopes = { oidc: string[]; graph: string[]; all: boolean }

/**
 * Reads a `scope` parameter. A scope without a host means Microsoft Graph. `graphUrl`, the address at which Graph answers
 * here, names it too, as each national cloud's own address does (learn.microsoft.com/graph/deployments).
 * Source: learn.microsoft.com/entra/identity-platform/scopes-oidc
 * @throws IdentityError for scopes that do not exist, and for resources other than Graph
 */
export function parseScopes(text: string, graphUrl: string): RequestedScopes {
  const requested: RequestedScopes = { oidc: [], graph: [], all: false }
  for (const scope of text.split(/\s+/).filter((part) => part !== '')) {
    const name = withoutResource(scope, graphUrl)
    if (OIDC.includes(scope.toLowerCase())) requested.oidc.push(scope.toLowerCase())
    else if (name === '.default') requested.all = true
    else requested.graph.push(knownScope(name))
  }
  if (requested.all && requested.graph.length > 0) {
    throw new IdentityError(
      'invalid_scope',
      70011,
      `The provided value for the input parameter 'scope' is not valid. .default scope can't be combined with resource-specific scopes.`,
    )
  }
  return requested
}

export const needsAdmin = (scope: string): boolean => GRAPH_SCOPES[scope] ?? true

/** Scopes as the admin-consent callback names them. */
export const asUri = (scope: string): string => `${GRAPH_RESOURCE}/${scope}`

function withoutResource(scope: string, graphUrl: string): string {
  const uri = /^(https?:\/\/[^/]+|api:\/\/[^/]+)\/+(.*)$/i.exec(scope)
  if (!uri) return scope
  const [, resource = '', name = ''] = uri
  if ([GRAPH_RESOURCE, graphUrl.toLowerCase()].includes(resource.toLowerCase())) return name
  throw new IdentityError(
    'invalid_resource',
    500011,
    `The resource principal named ${resource} was not found in the tenant.`,
  )
}

function knownScope(name: string): string {
  const scope = canonical.get(name.toLowerCase())
  if (scope) return scope
  throw new IdentityError(
    'invalid_client',
    650053,
    `The application asked for scope '${name}' that doesn't exist on the resource '00000003-0000-0000-c000-000000000000'. Contact the app vendor.`,
    { status: 400 },
  )
}
