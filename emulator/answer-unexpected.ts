import type { Context } from 'hono'
import { ControlError } from './control/json-call'
import { ConnectionDropped } from './traffic/connection-dropped'

/** What no handler caught: refusals of the control API, connections to destroy, and bugs of ours. */
export function answerUnexpected(failure: Error, context: Context): Response {
  if (failure instanceof ConnectionDropped) throw failure
  if (failure instanceof ControlError) return context.json({ error: failure.message }, failure.status)
  console.error('emulator: a request failed', failure)
  return context.json({ error: 'the emulator failed; see its log' }, 500)
}
