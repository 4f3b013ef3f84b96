import type { World } from '../world'
import type { GraphReply } from './call'
import { errorEnvelope, GraphError } from './graph-error'

/** A reply with everything that Graph puts around it, ready for HTTP or for a batch's answer. */
export type Answer = {
  status: number
  headers: Record<string, string>
  /** JSON, bytes as they stand, or undefined for none. */
  body: unknown
}

const JSON_TYPE =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8'

/** The ids that link a request to Graph's own logs; the client's own id is echoed. */
export function requestIds(world: World, headers: Headers) {
  const requestId = world.random.uuid()
  return { requestId, clientRequestId: headers.get('client-request-id') ?? requestId }
}

export type RequestIds = ReturnType<typeof requestIds>

export function answerReply(world: World, reply: GraphReply, ids: RequestIds): Answer {
  const etag = etagOf(reply.body)
  return {
    status: reply.status,
    headers: {
      ...standardHeaders(world, ids),
      ...(reply.body === undefined ? {} : { 'Content-Type': JSON_TYPE, 'OData-Version': '4.0' }),
      ...(etag === undefined ? {} : { ETag: etag }),
      ...reply.headers,
    },
    body: reply.body,
  }
}

/** Any failure in Graph's envelope; what is not a GraphError is a bug of the emulator, reported on stderr. */
export function answerFailure(world: World, failure: unknown, ids: RequestIds): Answer {
  if (!(failure instanceof GraphError)) console.error('emulator: a Graph handler failed', failure)
  const error =
    failure instanceof GraphError
      ? failure
      : new GraphError(500, 'InternalServerError', 'The emulator failed; see its log.')
  return {
    status: error.status,
    headers: { ...standardHeaders(world, ids), 'Content-Type': JSON_TYPE, ...error.headers },
    body: errorEnvelope(error, { now: world.clock.now(), ...ids }),
  }
}

export function toResponse({ status, headers, body }: Answer): Response {
  if (body === undefined) return new Response(null, { status, headers })
  return new Response(body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body), {
    status,
    headers,
  })
}

function standardHeaders(world: World, { requestId, clientRequestId }: RequestIds): Record<string, string> {
  return {
    'request-id': requestId,
    'client-request-id': clientRequestId,
    'x-ms-ags-diagnostic':
      '{"ServerInfo":{"DataCenter":"Emulator","Slice":"E","Ring":"1","ScaleUnit":"000","RoleInstance":"EMULATOR"}}',
    'Cache-Control': 'private',
    Date: world.clock.now().toUTCString(),
  }
}

function etagOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('@odata.etag' in body)) return undefined
  const etag = body['@odata.etag']
  return typeof etag === 'string' ? etag : undefined
}
