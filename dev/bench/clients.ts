import { z } from 'zod'
import type { DemoFile } from '../stack/demo-file'

export type Person = DemoFile['users'][number]
type Json = Record<string, unknown>

const Token = z.object({ access_token: z.string() })
const TrafficRow = z.object({
  ts: z.string(),
  ms: z.number(),
  method: z.string(),
  path: z.string(),
  status: z.number(),
  appId: z.string().nullable(),
  userId: z.string().nullable(),
  batchOf: z.string().nullable(),
  inFlight: z.number(),
})
export type TrafficRow = z.infer<typeof TrafficRow>

/** The product and the emulator as scripts see them: REST, Graph with the scripts' own registration, control. */
export class Clients {
  private token: string | null = null

  constructor(private readonly demo: DemoFile) {}

  person(key: string): Person {
    const found = this.demo.users.find((user) => user.key === key)
    if (!found?.microsoft || !found.apiKey) throw new Error(`the demo has no ${key} with both accounts`)
    return found
  }

  async rest(person: Person, method: string, path: string, body?: unknown): Promise<Json> {
    const headers = { authorization: `Bearer ${person.apiKey}` }
    return call(`${this.demo.appUrl}/api/v1${path}`, method, headers, body)
  }

  async graph(person: Person, method: string, path: string, body?: unknown): Promise<Json> {
    this.token ??= await this.signIn(person.microsoft?.tenantId ?? '')
    const headers = { authorization: `Bearer ${this.token}`, prefer: 'IdType="ImmutableId"' }
    return call(`${this.demo.graphUrl}/v1.0/users/${person.microsoft?.id}${path}`, method, headers, body)
  }

  control = (method: string, path: string, body?: unknown): Promise<Json> =>
    call(`${this.demo.emulatorUrl}/_emulator${path}`, method, {}, body)

  /** What the product asked of one mailbox since an instant; the scripts' own requests are left out. */
  async traffic(person: Person, since: Date): Promise<TrafficRow[]> {
    const url = `${this.demo.emulatorUrl}/_emulator/traffic?since=${since.toISOString()}`
    const rows = z.array(TrafficRow).parse(await call(url, 'GET', {}))
    return rows.filter(
      ({ userId, appId }) => userId === person.microsoft?.id && appId !== this.demo.scripts.clientId,
    )
  }

  private async signIn(tenantId: string): Promise<string> {
    const { clientId, clientSecret } = this.demo.scripts
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: 'https://graph.microsoft.com/.default',
    })
    const answer = await fetch(`${this.demo.loginUrl}/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: form,
    })
    return Token.parse(await answer.json()).access_token
  }
}

async function call(
  url: string,
  method: string,
  headers: Record<string, string>,
  body?: unknown,
): Promise<Json> {
  const answer = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: body === undefined ? null : JSON.stringify(body),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${text.slice(0, 300)}`)
  return text === '' ? {} : JSON.parse(text)
}

/** Asks until the answer is the wanted one. @throws Error when it has not come in time */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | false>,
  patienceMs = 300_000,
): Promise<T> {
  const end = Date.now() + patienceMs
  while (Date.now() < end) {
    const answer = await ask()
    if (answer) return answer
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`${what} did not happen within ${patienceMs / 1000} s`)
}
