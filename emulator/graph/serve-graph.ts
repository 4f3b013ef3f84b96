import type { World } from '../world'
import { answerFailure, answerReply, requestIds, toResponse } from './answer'
import { authenticate } from './authenticate'
import type { GraphRoute } from './call'
import { performOperation, routeOperation } from './operation'
import { RouteTable } from './route-table'

/** Everything below `/v1.0`. */
export function serveGraph(world: World, routes: readonly GraphRoute[]) {
  const table = new RouteTable(routes)
  return async (request: Request): Promise<Response> => {
    const ids = requestIds(world, request.headers)
    try {
      const url = new URL(request.url)
      const operation = {
        method: request.method,
        path: url.pathname,
        search: url.searchParams,
        headers: request.headers,
        readBody: () => request.text(),
      }
      const routed = routeOperation(world, table, operation, authenticate(world, request.headers))
      await world.scheduler.sleep(world.settings.latencyMs)
      return toResponse(answerReply(world, await performOperation(world, routed), ids))
    } catch (failure) {
      return toResponse(answerFailure(world, failure, ids))
    }
  }
}
