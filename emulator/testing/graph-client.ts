import { Client, type Context, type Middleware } from '@microsoft/microsoft-graph-client'
import type { Emulator } from '../create-emulator'

/**
 * The official client with nothing but its transport swapped: it only knows https, and this leads to an emulator in
 * the same process.
 */
export function graphClient(emulator: Emulator, token: string): Client {
  const transport: Middleware = {
    async execute(context: Context) {
      const request = new Request(context.request, context.options as RequestInit)
      request.headers.set('authorization', `Bearer ${token}`)
      context.response = await emulator.fetch(request)
    },
  }
  return Client.initWithMiddleware({ middleware: transport })
}
