import type { AccessClaims } from '../identity/access-token'
import type { World } from '../world'
import type { GraphCall, GraphReply, Principal } from './call'
import { GraphError } from './graph-error'
import { parsePrefer } from './odata/prefer'
import { parseQuery } from './odata/query'
import { requireMailbox, requireOwnMailbox, requirePermission, unknownUser } from './permit'
import type { RouteMatch, RouteTable } from './route-table'

/** One request to Graph, whether it came by itself or as a part of a batch. */
export type Operation = {
  method: string
  /** Path as asked, with `/v1.0`, without query. */
  path: string
  search: URLSearchParams
  headers: Headers
  /** The body's text; `''` for none. */
  readBody(): Promise<string>
}

/** Where an operation leads, known before anything is done. */
export type Routed = RouteMatch & {
  operation: Operation
  claims: AccessClaims
  principal: Principal
  /** The user that the path names; null when it names nobody, undefined when there is no such user. */
  target: GraphCall['user'] | null | undefined
}

/** Finds route, token holder and user of the path. @throws GraphError for an unknown path or `/me` without a user */
export function routeOperation(
  world: World,
  table: RouteTable,
  operation: Operation,
  claims: AccessClaims,
): Routed {
  const principal = principalOf(world, claims)
  const below = operation.path.replace(/^\/v1\.0(?=\/|$)/i, '')
  const match = table.match(operation.method, withoutMe(below, principal))
  const key = match.params.user
  const target = key === undefined ? null : world.directory.findUser(claims.tenantId, key)
  return { ...match, operation, claims, principal, target }
}

/** Checks permission and mailbox, then answers. @throws GraphError as the route's service refuses */
export async function answerOperation(world: World, routed: Routed): Promise<GraphReply> {
  const { route, operation, principal, params, target, claims } = routed
  requirePermission(route, principal)
  if (target === undefined) throw unknownUser(route.service, params.user ?? '')
  if (target) {
    requireOwnMailbox(route.service, principal, target)
    requireMailbox(route.service, target)
  }
  const refusalCode = route.service === 'directory' ? 'Request_UnsupportedQuery' : 'ErrorInvalidUrlQuery'
  const query = parseQuery(operation.search, route.query ?? [], refusalCode)
  const body = parseBody(operation, await operation.readBody())
  return route.handler({
    world,
    appId: claims.appId,
    tenantId: claims.tenantId,
    principal,
    get user() {
      if (target) return target
      throw new Error(`the route ${route.path} names no user`)
    },
    params,
    query,
    prefer: parsePrefer(operation.headers),
    headers: operation.headers,
    body,
    now: world.clock.now(),
    path: operation.path,
  })
}

function principalOf(world: World, claims: AccessClaims): Principal {
  if (claims.userId === null) return { kind: 'application', roles: claims.roles }
  const user = world.directory.users.get(claims.userId)
  if (!user) throw new GraphError(401, 'InvalidAuthenticationToken', 'The user of the token does not exist.')
  return { kind: 'user', user, scopes: claims.scopes }
}

function withoutMe(path: string, principal: Principal): string {
  const rest = /^\/me(?=\/|$)(.*)$/i.exec(path)?.[1]
  if (rest === undefined) return path
  if (principal.kind === 'user') return `/users/${principal.user.id}${rest}`
  throw new GraphError(400, 'BadRequest', '/me request is only valid with delegated authentication flow.')
}

export function parseBody(operation: Operation, text: string): unknown {
  if (text === '') return undefined
  if (!/^application\/json/i.test(operation.headers.get('content-type') ?? '')) {
    throw new GraphError(400, 'RequestBodyRead', 'A Content-Type of application/json is expected for a body.')
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new GraphError(
      400,
      'BadRequest',
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    )
  }
}
