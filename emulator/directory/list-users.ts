import type { GraphCall, GraphReply, GraphRoute } from '../graph/call'
import { GraphError } from '../graph/graph-error'
import { ok } from '../graph/replies'
import type { User } from './entities'
import { readUserFilter } from './user-filter'
import { readUserSearch } from './user-search'
import { readAll, selectedProperties, userProperties, userView } from './user-view'

const DEFAULT_PAGE = 100
const MAX_PAGE = 999

const permissions = {
  delegated: ['User.ReadBasic.All', ...readAll],
  application: ['User.ReadBasic.All', ...readAll],
}

/** `GET /users` (learn.microsoft.com/graph/api/user-list). */
export const usersRoute: GraphRoute = {
  method: 'GET',
  path: '/users',
  service: 'directory',
  permissions,
  query: ['$select', '$filter', '$search', '$top', '$count', '$orderby', '$skiptoken'],
  handler: listUsers,
}

/** `GET /users/$count`. */
export const userCountRoute: GraphRoute = {
  method: 'GET',
  path: '/users/$count',
  service: 'directory',
  permissions,
  query: ['$filter', '$search'],
  handler(call) {
    requireMember(call)
    if (!isEventual(call)) throw needsConsistencyLevel()
    const body = new TextEncoder().encode(String(matchingUsers(call, true).length))
    return { status: 200, body, headers: { 'Content-Type': 'text/plain' } }
  },
}

function listUsers(call: GraphCall): GraphReply {
  requireMember(call)
  const { query, world } = call
  const size = query.top ?? DEFAULT_PAGE
  if (size > MAX_PAGE) {
    const text = `Invalid page size specified: '${size}'. Must be between 1 and 999 inclusive.`
    throw new GraphError(400, 'Request_BadRequest', text)
  }
  if (query.count && !isEventual(call)) throw needsConsistencyLevel()
  const users = ordered(matchingUsers(call, query.count), query.orderby)
  const names = selectedProperties(query.select, users[0] ?? [...world.directory.users.values()][0])
  const from = query.skiptoken === null ? 0 : readSkipToken(query.skiptoken)
  const page = users.slice(from, from + size)
  const selection = query.select === null ? '' : `(${names.join(',')})`
  return ok({
    '@odata.context': `${world.graphUrl}/v1.0/$metadata#users${selection}`,
    ...(query.count && from === 0 ? { '@odata.count': users.length } : {}),
    ...(from + size < users.length ? { '@odata.nextLink': nextLink(call, from + size) } : {}),
    value: page.map((user) => userView(call, user, names)),
  })
}

function matchingUsers(call: GraphCall, counted: boolean): User[] {
  const { query, world, tenantId } = call
  let users = world.directory.usersOf(tenantId)
  if (query.search !== null) {
    if (!isEventual(call)) {
      const text =
        "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'"
      throw new GraphError(400, 'Request_UnsupportedQuery', text)
    }
    users = users.filter(readUserSearch(query.search))
  }
  if (query.filter !== null) {
    const { test, advanced } = readUserFilter(query.filter)
    const needed = advanced || query.orderby !== null
    if (needed && !(isEventual(call) && counted)) throw needsConsistencyLevel()
    users = users.filter(test)
  }
  return users
}

function ordered(users: User[], orderby: string | null): User[] {
  if (orderby === null) return users
  const [, name = '', direction = 'asc'] =
    /^(displayName|userPrincipalName)(?:\s+(asc|desc))?$/i.exec(orderby) ?? []
  if (name === '')
    throw new GraphError(400, 'Request_UnsupportedQuery', `Sorting by '${orderby}' is not supported.`)
  const property = name.toLowerCase() === 'displayname' ? 'displayName' : 'userPrincipalName'
  const key = (user: User) => String(userProperties(user)[property])
  const sign = direction.toLowerCase() === 'desc' ? -1 : 1
  return [...users].sort((a, b) => sign * key(a).localeCompare(key(b), 'en', { sensitivity: 'base' }))
}

/** Guests cannot list users. */
function requireMember({ principal }: GraphCall): void {
  if (principal.kind === 'application' || principal.user.userType === 'Member') return
  throw new GraphError(
    403,
    'Authorization_RequestDenied',
    'Insufficient privileges to complete the operation.',
  )
}

const isEventual = ({ headers }: GraphCall) => headers.get('consistencylevel')?.toLowerCase() === 'eventual'

/** learn.microsoft.com/graph/aad-advanced-queries */
function needsConsistencyLevel(): GraphError {
  return new GraphError(
    400,
    'Request_UnsupportedQuery',
    "Unsupported Query. This query needs the header 'ConsistencyLevel: eventual' and $count=true.",
  )
}

/** The header ConsistencyLevel is not part of the link: it has to be sent again with every page. */
function nextLink({ query, world }: GraphCall, from: number): string {
  const params = new URLSearchParams()
  if (query.select) params.set('$select', query.select.join(','))
  if (query.filter !== null) params.set('$filter', query.filter)
  if (query.search !== null) params.set('$search', query.search)
  if (query.orderby !== null) params.set('$orderby', query.orderby)
  if (query.top !== null) params.set('$top', String(query.top))
  if (query.count) params.set('$count', 'true')
  params.set('$skiptoken', Buffer.from(JSON.stringify({ from })).toString('base64url'))
  return `${world.graphUrl}/v1.0/users?${params}`
}

function readSkipToken(token: string): number {
  try {
    const { from } = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as { from: unknown }
    if (typeof from === 'number') return from
  } catch {
    // Falls through: every unreadable token gets the same answer.
  }
  throw new GraphError(
    400,
    'Directory_ExpiredPageToken',
    'The specified page token is invalid or has expired.',
  )
}
