import type { Transaction } from '../database/connect'
import { keyFor } from '../events/match-trigger'
import type { EventBody, RunnerEvent } from '../events/runner-event'
import { createUlidSource } from '../protocol/ulid'
import type { FunctionConfig } from '../registration/function-config'

const nextRunId = createUlidSource()

/** What the protocol calls the step of a call that looks for the next step. No hash of a step has this form. */
export const discoveryStep = 'step'

/**
 * Starts a run for a stored event, not before the event's own time (E5).
 * @returns its id, or undefined when a run with the same singleton key is active (D2).
 */
export async function startRun(
  tx: Transaction,
  config: FunctionConfig,
  event: RunnerEvent,
): Promise<string | undefined> {
  const [slot1 = null, slot2 = null] = config.concurrency.map(
    ({ key }, index) => `${config.id}/${index}/${keyFor(key, event.body)}`,
  )
  const id = nextRunId(Date.now())
  const { count } = await tx`
    with started as (
      insert into runner.run (id, fn, event_id, status, slot_1, slot_2, singleton_key)
      values (${id}, ${config.id}, ${event.id}, 'active', ${slot1}, ${slot2}, ${singletonKey(config, event.body)})
      on conflict (fn, singleton_key) where status = 'active' do nothing
      returning id
    )
    insert into runner.job (run_id, step_id, name, kind, ready_at)
    select id, ${discoveryStep}, 'start', 'call', greatest(now(), to_timestamp(${event.body.ts} / 1000.0))
    from started`
  if (count === 0) return undefined
  return id
}

/** A key that evaluates to false switches the singleton off. */
function singletonKey({ singleton }: FunctionConfig, event: EventBody): string | null {
  if (!singleton) return null
  const key = keyFor(singleton.key, event)
  return key === 'false' ? null : key
}
