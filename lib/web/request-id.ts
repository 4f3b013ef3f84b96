import { randomUUID } from 'node:crypto'

const WELL_FORMED = /^[\w-]{8,64}$/

/** The id that a proxy in front of us gave the request, else a new one. It goes into the log and the answer. */
export function requestId(headers: Headers): string {
  const given = headers.get('x-request-id')
  return given !== null && WELL_FORMED.test(given) ? given : randomUUID()
}
