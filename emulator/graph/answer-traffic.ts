import type { Wording } from '../traffic/conduct-exchange'
import type { FaultEffect } from '../traffic/faults'
import type { Refusal } from '../traffic/limits'
import type { World } from '../world'
import { type Answer, answerFailure, type RequestIds } from './answer'
import type { GraphService } from './call'
import { GraphError } from './graph-error'

/** How Graph words throttling and the failures that faults pretend. */
export function graphWording(world: World, service: GraphService | null, ids: RequestIds): Wording<Answer> {
  return {
    refuse: (refusal) => answerFailure(world, throttled(service, refusal), ids),
    pretend: (effect) => pretended(world, effect, ids),
    decorate: (answer, headers) => ({ ...answer, headers: { ...answer.headers, ...headers } }),
  }
}

/** Source: learn.microsoft.com/graph/throttling-limits; texts as seen in public reports of both services. */
function throttled(service: GraphService | null, { reason, retryAfterSeconds }: Refusal): GraphError {
  const limit = reason === 'concurrency' ? 'MailboxConcurrency' : 'RequestsPerMailbox'
  const text = `Application is over its ${limit} limit.`
  const headers = retryAfterSeconds === null ? {} : { 'Retry-After': String(retryAfterSeconds) }
  return service === 'todo'
    ? new GraphError(429, 'activityLimitReached', text, 'ApplicationThrottled', headers)
    : new GraphError(429, 'ApplicationThrottled', text, undefined, headers)
}

const codes: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: ['ErrorInvalidRequest', 'The request is invalid.'],
  401: ['InvalidAuthenticationToken', 'Access token has expired or is not yet valid.'],
  403: ['ErrorAccessDenied', 'Access is denied. Check credentials and try again.'],
  404: ['ErrorItemNotFound', 'The specified object was not found in the store.'],
  409: ['Conflict', 'The request conflicts with the current state.'],
  410: ['SyncStateNotFound', 'The sync state generation is not found; continuationToken=null.'],
  412: [
    'ErrorIrresolvableConflict',
    "A precondition provided in the request (such as an if-match header) does not match the resource's current state.",
  ],
  429: ['ApplicationThrottled', 'Application is over its MailboxConcurrency limit.'],
  500: ['ErrorInternalServerError', 'An internal server error occurred. The operation failed.'],
  503: ['serviceNotAvailable', 'The service is temporarily unavailable.'],
}

function pretended(world: World, effect: FaultEffect & { status: number }, ids: RequestIds): Answer {
  const [code, message] = codes[effect.status] ?? ['UnknownError', '']
  const answer = answerFailure(world, new GraphError(effect.status, code, message), ids)
  const headers = { ...answer.headers, ...effect.headers }
  if (effect.body === undefined) return { ...answer, headers }
  if (typeof effect.body !== 'string') return { ...answer, headers, body: effect.body }
  return { ...answer, headers, body: effect.body === '' ? undefined : new TextEncoder().encode(effect.body) }
}
