import { conductExchange } from '../traffic/conduct-exchange'
import { ConnectionDropped } from '../traffic/connection-dropped'
import type { World } from '../world'
import { answerFailure, requestIds, toResponse } from './answer'
import { graphWording } from './answer-traffic'
import { authenticate } from './authenticate'
import { answerBatch } from './batch'
import type { GraphRoute } from './call'
import { exchangeOf, performOperation } from './perform-operation'
import { RouteTable } from './route-table'

/** Everything below `/v1.0`. @throws ConnectionDropped where a fault destroys the connection */
export function serveGraph(world: World, routes: readonly GraphRoute[]) {
  const table = new RouteTable(routes)
  return async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    const operation = {
      method: request.method,
      path: url.pathname,
      search: url.searchParams,
      headers: request.headers,
      readBody: () => request.text(),
    }
    const ids = requestIds(world, request.headers)
    if (!/^\/v1\.0\/\$batch\/?$/i.test(url.pathname)) {
      return toResponse(await performOperation(world, table, operation, null, ids))
    }
    const perform = async () => {
      try {
        authenticate(world, request.headers)
        return await answerBatch(world, table, operation, ids)
      } catch (failure) {
        if (failure instanceof ConnectionDropped) throw failure
        return answerFailure(world, failure, ids)
      }
    }
    // Latency is the parts' own: the batch around them adds none.
    const exchange = { ...exchangeOf(world, operation, null, null), kind: 'batch' as const }
    return toResponse(await conductExchange(world, exchange, perform, graphWording(world, null, ids)))
  }
}
