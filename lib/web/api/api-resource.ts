import 'server-only'
import { z } from 'zod'
import { type Context, requirePermission } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import { requestId } from '../request-id'
import type { ApiRoute } from './api-route'
import { apiContext } from './authenticate'
import { entityTag, versionsOfIfMatch } from './entity-tag'
import { type Answer, once } from './idempotency'
import { logRequest } from './log-request'
import { problemResponse, refusalOf } from './problem'
import { parseBody, readBody, readParams, readQuery } from './read-input'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
export type Method = (typeof METHODS)[number]
export type Routes = Partial<Record<Method, ApiRoute>>

type RouteArguments = { params: Promise<Record<string, unknown>> }
export type ApiHandler = {
  (request: Request, route: RouteArguments): Promise<Response>
  /** What the OpenAPI document is made of. */
  readonly resource: { path: string; routes: Routes }
}

/**
 * The handlers of a `route.ts` under `app/api/v1`. `path` is relative to `/api/v1`, with parameters in braces. Methods
 * that are not given answer 405.
 */
export function apiResource(path: string, routes: Routes): Record<Method, ApiHandler> {
  const handler = (method: Method): ApiHandler =>
    Object.assign(
      (request: Request, { params }: RouteArguments) => handle({ path, routes }, method, request, params),
      { resource: { path, routes } },
    )
  return {
    GET: handler('GET'),
    POST: handler('POST'),
    PUT: handler('PUT'),
    PATCH: handler('PATCH'),
    DELETE: handler('DELETE'),
  }
}

async function handle(
  { path, routes }: ApiHandler['resource'],
  method: Method,
  request: Request,
  params: RouteArguments['params'],
): Promise<Response> {
  const route = routes[method]
  const id = requestId(request.headers)
  const startedAt = performance.now()
  let context: Context | null = null
  let response: Response
  let bug: unknown
  try {
    if (route === undefined) throw new DomainError('method-not-allowed')
    context = await apiContext(request.headers, new Date())
    response = toResponse(await answer(context, route, request, await params), id)
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === null) bug = error
    const allow = route === undefined ? { allow: Object.keys(routes).join(', ') } : {}
    response = problemResponse(refusal ?? new DomainError('internal'), { 'x-request-id': id, ...allow })
  }
  const durationMs = Math.round(performance.now() - startedAt)
  logRequest({
    requestId: id,
    method: request.method,
    path,
    status: response.status,
    durationMs,
    context,
    bug,
  })
  return response
}

async function answer(
  context: Context,
  route: ApiRoute,
  request: Request,
  rawParams: Record<string, unknown>,
): Promise<Answer> {
  if (route.permission !== undefined) requirePermission(context, route.permission)
  const url = new URL(request.url)
  const params = route.params && readParams(route.params, rawParams)
  const query = readQuery(route.query ?? NO_QUERY, url.searchParams)
  const bodyText = route.body === undefined && request.method !== 'POST' ? '' : await readBody(request)
  const body = route.body && (await parseBody(route.body, bodyText, membersOf(route.response)))
  const expectedVersions = versionsOfIfMatch(request.headers.get('if-match'))

  const input = { params, query, body, expectedVersions }
  const prepare = async () => route.prepare?.(context, input)
  const work = async (inside: Context, prepared: unknown) =>
    toAnswer(route, request.method, await route.run(inside, input, prepared))
  const key = request.headers.get('idempotency-key')
  if (key === null || request.method !== 'POST' || route.idempotent === false) {
    return work(context, await prepare())
  }
  return once(
    context,
    { memberId: memberOf(context), path: url.pathname, key: checkedKey(key), bodyText },
    prepare,
    work,
  )
}

const NO_QUERY = z.strictObject({})

/** Shapes the result by the response schema, so that nothing leaves that the contract does not name. */
function toAnswer(route: ApiRoute, method: string, result: unknown): Answer {
  if (route.response === null) return { status: route.status ?? 204, headers: {}, body: null }
  const body = route.response.parse(result)
  const headers = route.version === undefined ? undefined : { etag: entityTag(route.version(body)) }
  return { status: route.status ?? (method === 'POST' ? 201 : 200), headers: headers ?? {}, body }
}

function toResponse({ status, headers, body }: Answer, id: string): Response {
  return new Response(body === null ? null : JSON.stringify(body), {
    status,
    headers: {
      ...headers,
      ...(body === null ? {} : { 'content-type': 'application/json' }),
      'cache-control': 'no-store',
      'x-request-id': id,
    },
  })
}

const membersOf = (schema: z.ZodType | null): ReadonlySet<string> =>
  new Set(schema instanceof z.ZodObject ? Object.keys(schema.shape) : [])

function memberOf({ actor }: Context): string {
  if (actor.type === 'system') throw new TypeError('an API key acts for a member')
  return actor.memberId
}

function checkedKey(key: string): string {
  if (key.length >= 1 && key.length <= 255) return key
  throw new DomainError('malformed', { cause: new Error('Idempotency-Key has 1 to 255 characters.') })
}
