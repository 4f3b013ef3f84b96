import type { DatabaseClient } from '@/db/client'
import { createApiKey } from '@/lib/access/api-keys/create-api-key'
import { contextOf, type TestMember } from '@/lib/access/testing/make-organisation'
import type { ApiHandler } from '../api/api-resource'

type Call = {
  params?: Record<string, string>
  query?: string
  body?: unknown
  headers?: Record<string, string>
}

/**
 * Calls the handlers of route files as their user would over HTTP, against the test's database: parsing, keys and
 * problems included, Next.js left out.
 */
export async function apiClient(database: DatabaseClient, as: TestMember) {
  globalThis.tandemDatabase = database
  const { key } = await createApiKey(contextOf(database.db, as), { name: 'test' })
  return async (handler: ApiHandler, method: string, call: Call = {}): Promise<ApiReply> => {
    const { params = {}, query = '', body, headers = {} } = call
    const path = handler.resource.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')
    const request = new Request(`http://crm.example/api/v1${path}${query}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const response = await handler(request, { params: Promise.resolve(params) })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) }
  }
}

/** The body is what the test expects it to be; an assertion on it fails if it is not. */
export type ApiReply = { status: number; headers: Headers; body: Record<string, unknown> & ListOfAny }
type ListOfAny = { items?: Record<string, unknown>[]; nextCursor?: string | null }
