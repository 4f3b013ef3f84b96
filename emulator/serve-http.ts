import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { ConnectionDropped } from './traffic/connection-dropped'

type Handle = (request: Request) => Promise<Response>
type Connection = { incoming: IncomingMessage; outgoing: ServerResponse }

export type HttpServer<E> = { emulator: E; port: number; close(): Promise<void> }

/**
 * Serves on 127.0.0.1. `open` makes the emulator once the port is ours, so that a second start on the same data
 * never opens them. Where a fault says so the connection is destroyed without an answer.
 * @throws Error with code EADDRINUSE when the port is taken
 */
export function serveHttp<E extends { fetch: Handle }>(port: number, open: () => E): Promise<HttpServer<E>> {
  let handle: Handle | null = null
  const listener = getRequestListener(async (request, env) => {
    const { incoming, outgoing } = env as Connection
    if (isControl(request) && !isLocal(incoming, request)) {
      return Response.json({ error: 'the control API answers this machine only' }, { status: 403 })
    }
    try {
      return handle ? await handle(request) : new Response(null, { status: 503 })
    } catch (failure) {
      if (!(failure instanceof ConnectionDropped)) throw failure
      outgoing.destroy()
      return RESPONSE_ALREADY_SENT
    }
  })
  const server = createServer(listener)
  server.keepAliveTimeout = 65_000

  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      const emulator = open()
      handle = emulator.fetch
      resolve({
        emulator,
        port: (server.address() as AddressInfo).port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed())
            server.closeAllConnections()
          }),
      })
    })
  })
}

const isControl = (request: Request) => new URL(request.url).pathname.startsWith('/_emulator/')

/** Loopback, and not a page of some other site that a local browser has open. */
function isLocal(incoming: IncomingMessage, request: Request): boolean {
  const remote = incoming.socket.remoteAddress ?? ''
  const origin = request.headers.get('origin')
  const own = origin === null || /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(origin)
  return own && (remote === '::1' || remote.endsWith('127.0.0.1'))
}
