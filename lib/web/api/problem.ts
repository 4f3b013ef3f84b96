import { DomainError, UpstreamError } from '@/lib/errors'

/** Codes whose status the contract fixes; every other refusal speaks of a state, and that is 409. */
const STATUS: Record<string, number> = {
  malformed: 400,
  unauthenticated: 401,
  'permission-required': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  stale: 412,
  'too-large': 413,
  validation: 422,
  'idempotency-mismatch': 422,
  'login-differs': 422,
  'rate-limited': 429,
  'limit-reached': 429,
  internal: 500,
  unavailable: 503,
}

const TITLE: Record<string, string> = {
  malformed: 'The request cannot be read.',
  unauthenticated: 'A valid API key is needed.',
  'permission-required': 'A permission is missing.',
  'not-found': 'There is no such thing, or it is not visible to this user.',
  'method-not-allowed': 'This method is not offered here.',
  stale: 'The record has changed since it was read.',
  'too-large': 'The body is too large.',
  validation: 'The input is not valid.',
  'rate-limited': 'Too many requests.',
  internal: 'Something went wrong on our side.',
  unavailable: 'The service cannot answer right now.',
}

const RETRY_AFTER_SECONDS = 5

/** What is true of every case of a code, where there is more to say than its title does. */
const DETAIL: Record<string, string> = {
  unauthenticated: 'Send "Authorization: Bearer <API key>" with a key that is neither revoked nor expired.',
  'not-found': 'Either the id is unknown, or what it stands for belongs to somebody else.',
  'method-not-allowed': 'The Allow header names the methods that are.',
  stale: 'Read it again and send the ETag of that answer as If-Match.',
  'too-large': 'A body has at most 1,000,000 bytes.',
  'idempotency-mismatch': 'This Idempotency-Key was used with another body during the last 24 hours.',
  'in-progress': 'The first request with this Idempotency-Key is still being answered.',
  deleted: 'The record lies in the recycle bin; restore it first.',
  'module-off': 'The module is not enabled for the user.',
  'not-connected': 'No administrator has connected the organisation to Microsoft 365.',
  'not-available': 'The module is not available to this organisation.',
  'sign-in-required': 'The user has to sign in to Microsoft 365 once, at signInUrl.',
  busy: 'What this is about is still at work; try again when that is done.',
  'too-old': 'What happened more than 60 days ago cannot be put back any more.',
  'nothing-to-restore': 'Nothing was done there that could be put back.',
  'kept-for-attendees': 'Microsoft 365 would mail the attendees of the event.',
  'changed-meanwhile': 'It would do something else now than its preview has shown: preview says what.',
  locked: 'An administrator has fixed this: locked says what.',
  'not-held': 'Nothing waits for a decision.',
  'built-in': 'Built-in profiles cannot be changed.',
  'already-member': 'The person is a member already, perhaps a deactivated one.',
  'already-invited': 'An invitation of this person is pending; resend that one.',
  'login-differs': "The Microsoft 365 user's login is not this e-mail.",
  'not-pending': 'The invitation was accepted, revoked or replaced.',
  'already-accepted': 'The person is a member now; deactivate her instead.',
  'already-decided': 'Somebody else was faster: decidedBy and decidedAt say who and when.',
  'person-left': 'The tenant has no such user any more, or her account is disabled.',
  'login-taken': "The person's login is the account of another user of the tenant.",
  'last-administrator': 'Somebody has to remain who manages users and integrations.',
  internal: 'The error has been recorded under the X-Request-Id of this answer.',
}

/** The answer to a refusal, as RFC 9457 problem details. */
export function problemResponse(error: DomainError, headers: Record<string, string> = {}): Response {
  const { code, details } = error
  const status = STATUS[code] ?? 409
  const problem = {
    ...details.data,
    type: `urn:tandem-crm:problem:${code}`,
    title: TITLE[code] ?? sentence(code),
    status,
    detail: detailOf(error),
    code,
    ...(details.permission === undefined ? {} : { permission: details.permission }),
    ...(details.errors === undefined ? {} : { errors: details.errors }),
  }
  const retryAfter = details.retryAfterSeconds ?? (status === 503 ? RETRY_AFTER_SECONDS : undefined)
  return new Response(JSON.stringify(problem), {
    status,
    headers: {
      ...headers,
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...(retryAfter === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(retryAfter))) }),
    },
  })
}

/** What happened this time. A cause is shown only where it speaks of the request itself. */
function detailOf({ code, details, cause }: DomainError): string {
  if (code === 'malformed' && cause instanceof Error) return cause.message
  if (details.permission !== undefined) return `The user's profile lacks "${details.permission}".`
  if (details.errors !== undefined && details.errors.length > 0) {
    return details.errors.map(({ pointer, code: problem }) => `${pointer || '/'}: ${problem}`).join(', ')
  }
  if (details.retryAfterSeconds !== undefined) {
    return `A new try makes sense after ${Math.max(1, Math.ceil(details.retryAfterSeconds))} s.`
  }
  return DETAIL[code] ?? TITLE[code] ?? sentence(code)
}

/** The refusal that an error amounts to; null when nobody foresaw it. */
export function refusalOf(error: unknown): DomainError | null {
  if (error instanceof DomainError) return error
  if (error instanceof UpstreamError) {
    const retryAfterSeconds = Math.ceil((error.details.retryAfterMs ?? 30_000) / 1000)
    return new DomainError('unavailable', { retryAfterSeconds, cause: error })
  }
  return databaseIsAway(error) ? new DomainError('unavailable', { cause: error }) : null
}

/** Class 57P is "operator intervention", 53 "insufficient resources" (postgresql.org/docs/current/errcodes-appendix.html). */
function databaseIsAway(error: unknown): boolean {
  // Drizzle wraps the driver's error.
  const origin = error instanceof Error && error.cause !== undefined ? error.cause : error
  if (!(origin instanceof Error) || !('code' in origin)) return false
  return /^(ECONNREFUSED|ECONNRESET|CONNECT_TIMEOUT|CONNECTION_\w+|57P\d\d|53\d{3})$/.test(
    String(origin.code),
  )
}

const sentence = (code: string): string =>
  `${code.charAt(0).toUpperCase()}${code.slice(1).replaceAll('-', ' ')}.`
