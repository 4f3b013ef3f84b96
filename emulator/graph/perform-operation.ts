import { openAccessToken } from '../identity/access-token'
import { conductExchange } from '../traffic/conduct-exchange'
import type { Exchange } from '../traffic/exchange'
import type { World } from '../world'
import { type Answer, answerFailure, answerReply, type RequestIds, requestIds } from './answer'
import { graphWording } from './answer-traffic'
import { authenticate } from './authenticate'
import { answerOperation, type Operation, type Routed, routeOperation } from './operation'
import type { RouteTable } from './route-table'

/**
 * One operation from its token to its answer, errors included; the only thing thrown is ConnectionDropped.
 * Everything up to the count of requests in flight happens at once, before the first wait.
 */
export function performOperation(
  world: World,
  table: RouteTable,
  operation: Operation,
  batchOf: string | null,
  ids: RequestIds = requestIds(world, operation.headers),
): Promise<Answer> {
  const routed = routeOrFailure(world, table, operation)
  const found = 'failure' in routed ? null : routed
  const perform = async () => {
    try {
      if ('failure' in routed) throw routed.failure
      return answerReply(world, await answerOperation(world, routed), ids)
    } catch (failure) {
      return answerFailure(world, failure, ids)
    }
  }
  const wording = graphWording(world, found?.route.service ?? null, ids)
  return conductExchange(world, exchangeOf(world, operation, found, batchOf), perform, wording)
}

function routeOrFailure(
  world: World,
  table: RouteTable,
  operation: Operation,
): Routed | { failure: unknown } {
  try {
    return routeOperation(world, table, operation, authenticate(world, operation.headers))
  } catch (failure) {
    return { failure }
  }
}

/** What faults, limits and the log go by; a request that leads nowhere still has a path and perhaps a token. */
export function exchangeOf(
  world: World,
  operation: Operation,
  routed: Routed | null,
  batchOf: string | null,
): Exchange {
  const { method, path, search, headers } = operation
  const claims = openAccessToken(world, headers.get('authorization'))
  const token = typeof claims === 'string' ? null : claims
  const target = routed?.target ?? null
  const service = routed?.route.service
  const canonical = target ? path.replace(/^(\/v1\.0)\/(me|users\/[^/]+)/i, `$1/users/${target.id}`) : path
  const query = search.size === 0 ? '' : `?${search}`
  return {
    kind: 'graph',
    method,
    path,
    variants: [path, `${path}${query}`, canonical, `${canonical}${query}`],
    appId: token?.appId ?? null,
    userId: target?.id ?? token?.userId ?? null,
    batchOf,
    limited: target !== null && (service === 'outlook' || service === 'todo'),
  }
}
