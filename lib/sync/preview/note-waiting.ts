import { link } from '@/db/schema/sync'
import { isHeldOf } from '@/lib/sync/connections/list-held'
import type { Ahead } from './ahead'

/**
 * What a run has held before waits for a decision (A5), which nobody knows yet, or for the run that carries the decision
 * out: it is said to be there, and is among no other figure.
 */
export async function noteWaiting({ context, session, tally }: Ahead): Promise<void> {
  const { id, heldDecision } = session.connection
  const count = await context.db.$count(link, isHeldOf(id))
  if (count > 0) tally.wait(count, heldDecision !== null)
}
