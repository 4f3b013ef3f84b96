import { Client, type Context, type Middleware, ResponseType } from '@microsoft/microsoft-graph-client'
import type { z } from 'zod'
import { UpstreamError } from '@/lib/errors'
import { graphError } from './graph-error'
import { type MailboxGate, mailboxBusy, type Timing } from './mailbox-gate'

/** Where the client believes Graph to be: it sends no token to any other host or scheme (client 3.0.7). */
const canonicalOrigin = 'https://graph.microsoft.com'
const requestTimeoutMs = 45_000
/** What has been noted of a request holds for one that leaves so soon after it. */
const leavesWithinMs = 5_000
/** A request whose leaving was noted is done with here so long afterwards: answered, or given up. */
export const longestRequestMs = leavesWithinMs + requestTimeoutMs
const mostAttempts = 5
/** The code of the error when Microsoft took longer than that. */
export const timedOut = 'timed-out'
/** A longer pause is the run's business: nothing may be held for that long. */
const longestPauseMs = 15_000

export type GraphOptions = {
  /** Graph's address without version; the client keeps its own and only the transport goes here. */
  graphUrl: string
  fetch: typeof fetch
  timing: Timing
  gate: MailboxGate
  /** An access token; `force` after Graph has refused the last one. */
  token(force: boolean): Promise<string>
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
export type GraphRequest = {
  method: Method
  /** `/users/…` below the version, percent-encoded, with its query; or a next or delta link, whole. */
  path: string
  headers?: Record<string, string>
  body?: unknown
  /** How many requests it counts as: the parts of a batch. */
  requests?: number
  /** Graph has refused the last token where only the caller could see it: in a part of a batch. */
  freshToken?: boolean
  leaving?: Leaving
}

/**
 * Called each time a request is about to leave, when it waits for nothing any more, so that what is noted here is
 * followed at once by the request or by nothing. What it throws comes out of `send` as it is, and nothing was sent.
 * @returns the time that it noted
 */
export type Leaving = () => Promise<Date>

/** Graph in one mailbox: paced, authorised, with one layer of retries. */
export type Graph = {
  /** Sends and answers with the parsed body (undefined for 204). @throws UpstreamError, and what `leaving` throws */
  send(request: GraphRequest): Promise<unknown>
  /** Sends and parses with a wire schema; a body of another form is `fix-data`. @throws UpstreamError */
  get<T>(path: string, schema: z.ZodType<T>, headers?: Record<string, string>): Promise<T>
}

/**
 * Every request asks for ids that stay the same when an item moves between folders
 * (learn.microsoft.com/graph/outlook-immutable-id): mixing both forms is a classic source of doubles.
 */
const idPreference = 'IdType="ImmutableId"'

export function connectGraph(options: GraphOptions): Graph {
  const transport = new Transport(options)
  const client = Client.initWithMiddleware({ middleware: transport, baseUrl: `${canonicalOrigin}/` })

  async function send(request: GraphRequest): Promise<unknown> {
    const write = request.method !== 'GET'
    for (let attempt = 1; ; attempt += 1) {
      const error = await tryOnce(request).then(
        (value) => ({ value }),
        (thrown: unknown) => (thrown instanceof Kept ? thrown : asUpstreamError(thrown, write)),
      )
      if (error instanceof Kept) throw error.reason
      if (!(error instanceof UpstreamError)) return error.value
      if (error.remedy !== 'wait' || attempt === mostAttempts) throw error
      // The gate has waited as long as anybody may.
      if (error.details.code === mailboxBusy) throw error
      const refused = error.details.status === 429
      // A write that may have happened is not repeated here: whoever sent it looks first (A2).
      if (write && !refused && request.path !== '/$batch') throw error
      if (write && !refused && error.details.doubtful) throw error
      const pauseMs = error.details.retryAfterMs ?? backOffMs(attempt, options.timing.random())
      if (refused) await options.gate.pause(pauseMs)
      else if (pauseMs > longestPauseMs) throw error
      else await options.timing.sleep(pauseMs)
    }
  }

  async function tryOnce(request: GraphRequest): Promise<unknown> {
    return options.gate.pass(request.requests ?? 1, async () => {
      const response = await authorised(request)
      const text = await response.text()
      if (response.ok) return text === '' ? undefined : JSON.parse(text)
      throw graphError({
        status: response.status,
        body: text,
        retryAfter: response.headers.get('retry-after'),
        requestId: response.headers.get('request-id'),
        write: request.method !== 'GET',
      })
    })
  }

  /**
   * With our token, and with a new one after a 401. Tokens are asked for out here: the official client turns whatever
   * its chain throws into an error of its own, and why a credential failed would be lost (client 3.0.7).
   */
  async function authorised(request: GraphRequest): Promise<Response> {
    const fresh = request.freshToken ?? false
    const first = await leave(request, await options.token(fresh))
    if (first.status !== 401 || fresh) return first
    await first.body?.cancel()
    return leave(request, await options.token(true))
  }

  /** A process may stand still between what it notes and what it does: then it notes that again. */
  async function leave(request: GraphRequest, token: string): Promise<Response> {
    for (;;) {
      const noted = await request.leaving?.().catch((reason: unknown) => Promise.reject(new Kept(reason)))
      const standsMs = noted ? options.timing.now().getTime() - noted.getTime() : 0
      if (standsMs <= leavesWithinMs) return inTime(request, token)
    }
  }

  async function inTime(request: GraphRequest, token: string): Promise<Response> {
    const leftAt = options.timing.now().getTime()
    try {
      return await dispatch(request, token)
    } catch (cause) {
      const waitedMs = options.timing.now().getTime() - leftAt
      if (waitedMs < requestTimeoutMs) throw cause
      throw new UpstreamError('wait', { code: timedOut, doubtful: request.method !== 'GET', cause })
    }
  }

  /** Relative paths go through the official client; it cannot follow links whole, so those enter its chain directly. */
  async function dispatch(request: GraphRequest, token: string): Promise<Response> {
    const prefer = [idPreference, request.headers?.Prefer].filter(Boolean).join(', ')
    const headers: Record<string, string> = {
      ...request.headers,
      Prefer: prefer,
      Authorization: `Bearer ${token}`,
    }
    if (/^https?:/.test(request.path)) {
      const context: Context = { request: request.path, options: { method: request.method, headers } }
      await transport.execute(context)
      return answerOf(context)
    }
    const call = client.api(request.path).headers(headers).responseType(ResponseType.RAW)
    switch (request.method) {
      case 'GET':
        return call.get()
      case 'POST':
        return call.post(request.body ?? {})
      case 'PATCH':
        return call.patch(request.body ?? {})
      case 'PUT':
        return call.put(request.body ?? {})
      case 'DELETE':
        return call.delete()
      default:
        return request.method satisfies never
    }
  }

  return {
    send,
    async get(path, schema, headers) {
      const body = await send({ method: 'GET', path, ...(headers ? { headers } : {}) })
      const parsed = schema.safeParse(body)
      if (parsed.success) return parsed.data
      throw new UpstreamError('fix-data', { code: 'unexpected-answer', message: parsed.error.message })
    },
  }
}

/** Why a request did not leave. */
class Kept {
  constructor(readonly reason: unknown) {}
}

/** The chain's only link: our address and a time limit. */
class Transport implements Middleware {
  constructor(private readonly options: GraphOptions) {}

  async execute(context: Context): Promise<void> {
    const url = typeof context.request === 'string' ? context.request : context.request.url
    const { graphUrl, fetch } = this.options
    context.response = await fetch(url.replace(/^https?:\/\/[^/]+/, graphUrl), {
      method: context.options?.method ?? 'GET',
      headers: new Headers(context.options?.headers as Record<string, string> | undefined),
      body: context.options?.body ?? null,
      signal: AbortSignal.timeout(requestTimeoutMs),
    })
  }
}

function answerOf(context: Context): Response {
  if (context.response) return context.response
  throw new Error('the chain always answers or throws')
}

/** No answer at all: time-out, reset, name not found. A write may have happened. */
function asUpstreamError(thrown: unknown, write: boolean): UpstreamError {
  if (thrown instanceof UpstreamError) return thrown
  return new UpstreamError('wait', { code: 'no-answer', doubtful: write, cause: thrown })
}

/** Exponential with jitter, as Microsoft advises where it names no time (learn.microsoft.com/graph/throttling). */
export function backOffMs(attempt: number, random: number): number {
  return Math.round(Math.min(10_000, 500 * 2 ** (attempt - 1)) * (0.5 + random / 2))
}
