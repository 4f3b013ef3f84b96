import { z } from 'zod'
import { type Remedy, UpstreamError } from '@/lib/errors'

const Code = z.string().nullish()
const GraphErrorBody = z.object({
  error: z.object({
    code: Code,
    message: z.string().nullish(),
    innerError: z.object({ code: Code, 'request-id': z.string().nullish() }).nullish(),
    innererror: z.object({ code: Code, 'request-id': z.string().nullish() }).nullish(),
  }),
})

/**
 * The item of a create was made by an earlier try of it, and its answer was lost: it is to be looked for. Comes with 400 or
 * 409 (learn.microsoft.com/graph/api/resources/event, transactionId; status observed).
 */
export const madeBefore = 'ErrorDuplicateTransactionId'

/** Codes that outrank their status, outer or inner (learn.microsoft.com/graph/errors; Exchange's own names observed). */
const remedyByCode: Record<string, Remedy> = {
  SyncStateNotFound: 'reset-cursor',
  SyncStateInvalid: 'reset-cursor',
  syncStateNotFound: 'reset-cursor',
  ResyncRequired: 'reset-cursor',
  resyncRequired: 'reset-cursor',
  MailboxNotEnabledForRESTAPI: 'reconnect',
  MailboxNotSupportedForRESTAPI: 'reconnect',
  ErrorInvalidUser: 'reconnect',
  Request_ResourceNotFound: 'reconnect',
  ErrorQuotaExceeded: 'wait',
  [madeBefore]: 'wait',
}

/** A mailbox that is away, or takes nothing, for now (learn.microsoft.com/exchange/client-developer/web-service-reference/responsecode). */
const mailboxAway = new Set([
  'ErrorMailboxFailover',
  'ErrorMailboxMoveInProgress',
  'ErrorMailboxStoreUnavailable',
  'ErrorQuotaExceeded',
  'ErrorServerBusy',
])

/** Whether a code speaks of a whole mailbox or user, whatever was asked of it. */
export const concernsMailbox = (code: string | undefined): boolean =>
  code !== undefined && (remedyByCode[code] === 'reconnect' || mailboxAway.has(code))

function remedyByStatus(status: number): Remedy {
  if (status === 401 || status === 403) return 'reconnect'
  if (status === 404) return 'gone'
  if (status === 410) return 'reset-cursor'
  if (status === 412) return 're-plan'
  if (status === 408 || status === 409 || status === 423 || status === 424 || status === 429) return 'wait'
  if (status >= 500 && status !== 501) return 'wait'
  return 'fix-data'
}

/**
 * Translates a refusal of Graph into what to do about it, by status and code, never by message text.
 * `body` may be text, parsed JSON, empty or a gateway's HTML. An answer of 5xx to a write leaves it open whether the
 * write happened: `doubtful`.
 */
export function graphError(answer: {
  status: number
  body: unknown
  retryAfter?: string | null | undefined
  requestId?: string | null | undefined
  write: boolean
}): UpstreamError {
  const parsed = GraphErrorBody.safeParse(
    typeof answer.body === 'string' ? parseJson(answer.body) : answer.body,
  )
  const error = parsed.success ? parsed.data.error : undefined
  const inner = error?.innerError ?? error?.innererror
  const codes = [inner?.code, error?.code].filter((code): code is string => Boolean(code))
  const known = codes.map((code) => remedyByCode[code]).find((remedy) => remedy !== undefined)
  return new UpstreamError(known ?? remedyByStatus(answer.status), {
    status: answer.status,
    code: error?.code ?? inner?.code ?? undefined,
    message: error?.message ?? undefined,
    requestId: answer.requestId ?? inner?.['request-id'] ?? undefined,
    retryAfterMs: retryAfterMs(answer.retryAfter),
    doubtful: answer.write && (answer.status >= 500 || codes.includes(madeBefore)),
  })
}

/** A question that the service does not understand, or cannot answer in time: another one may do. */
export const isTooMuch = (error: unknown): boolean =>
  error instanceof UpstreamError && (error.details.status === 400 || error.details.status === 504)

/** Seconds, possibly fractional, or an HTTP date (RFC 9110, 10.2.3). Undefined when absent or unreadable. */
export function retryAfterMs(
  header: string | null | undefined,
  now: () => number = Date.now,
): number | undefined {
  if (!header) return undefined
  const seconds = Number(header)
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds * 1000))
  const date = Date.parse(header)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now())
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
