import type { Context } from '@/lib/access/context'
import { log } from '@/lib/log'

type HandledRequest = {
  requestId: string
  method: string
  /** The resource's pattern, not the address: an address may hold what somebody searched for. */
  path: string
  status: number
  durationMs: number
  context: Context | null
  /** An error that nobody foresaw. */
  bug: unknown
}

/** One line per request. */
export function logRequest({ context, bug, ...request }: HandledRequest): void {
  const actor = context?.actor
  const line = {
    ...request,
    organisationId: context?.organisationId,
    memberId: actor === undefined || actor.type === 'system' ? undefined : actor.memberId,
  }
  if (bug === undefined) log.info(line, 'api request')
  else log.error({ ...line, err: bug }, 'api request failed')
}
