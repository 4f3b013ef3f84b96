import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Inngest, type InngestFunction } from 'inngest'
import { serve } from 'inngest/node'

export const testKeys = { signingKey: `signkey-test-${'ab12'.repeat(16)}`, eventKey: 'test-event-key' }
const appId = 'crm'
const silent = { debug() {}, info() {}, warn() {}, error() {} }

/** The functions of one test file. */
export type Functions = (inngest: Inngest) => InngestFunction.Any[]
/** Answers a request in place of the SDK when it returns true, as a proxy or a crashed app would. */
export type Interceptor = (request: IncomingMessage, response: ServerResponse) => boolean
export type TestApp = { inngest: Inngest; stop(): Promise<void> }

/** A client as the app has it in production: cloud mode, with keys. */
export function testClient(runnerUrl: string): Inngest {
  return new Inngest({ id: appId, baseUrl: runnerUrl, isDev: false, logger: silent, ...testKeys })
}

/** The app's side: the real SDK behind a plain HTTP server, which demands signed calls. */
export async function startTestApp(
  port: number,
  runnerUrl: string,
  functions: Functions,
  intercept: Interceptor = () => false,
): Promise<TestApp> {
  const inngest = testClient(runnerUrl)
  const handler = serve({ client: inngest, functions: functions(inngest), servePath: '/api/inngest' })
  const server = createServer((request, response) => {
    if (!intercept(request, response)) handler(request, response)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return { inngest, stop: () => stopServer(server) }
}

function stopServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
