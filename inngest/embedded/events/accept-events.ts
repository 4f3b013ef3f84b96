import type { Transaction } from '../database/connect'
import type { FunctionConfig } from '../registration/function-config'
import { activeFunctions } from '../registration/stored-functions'
import { lifecycleTriggers } from '../registration/supported-options'
import { startRun } from '../runs/start-run'
import { keyFor, matchesTrigger } from './match-trigger'
import type { RunnerEvent } from './runner-event'
import { storeEvent } from './stored-event'

/**
 * Stores events and everything they start, in the caller's transaction (J1, J2). A function starts once per event id
 * within 24 hours (E3).
 */
export async function acceptEvents(tx: Transaction, events: RunnerEvent[]): Promise<void> {
  const functions = await activeFunctions(tx)
  for (const event of events) {
    const matching = functions.filter((config) => matchesTrigger(config, event.body))
    // Every run makes lifecycle events; those that nobody listens to are not worth a row.
    if (matching.length === 0 && lifecycleTriggers.includes(event.body.name)) continue
    if (!(await storeEvent(tx, event))) continue
    for (const config of matching) {
      if (!(await firstSight(tx, config.id, event.body.id))) continue
      if (config.debounce) await debounce(tx, config, event)
      else await startRun(tx, config, event)
    }
  }
}

/** Claims (function, key) for 24 hours; false when it is claimed already. */
export async function firstSight(tx: Transaction, fn: string, key: string): Promise<boolean> {
  const { count } = await tx`
    insert into runner.seen (fn, key) values (${fn}, ${key})
    on conflict (fn, key) do update set at = now() where seen.at < now() - interval '24 hours'`
  return count > 0
}

/** The event with the latest `ts` stays; every event starts the period anew (D1). */
async function debounce(tx: Transaction, config: FunctionConfig, event: RunnerEvent): Promise<void> {
  const { periodMs = 0, key = null } = config.debounce ?? {}
  const { ts } = event.body
  await tx`
    insert into runner.debounce as waiting (fn, key, event_id, ts, due_at)
    values (${config.id}, ${keyFor(key, event.body)}, ${event.id}, ${ts},
            greatest(now() + ${periodMs} * interval '1 millisecond', to_timestamp(${ts} / 1000.0)))
    on conflict (fn, key) do update set
      due_at = excluded.due_at,
      event_id = case when excluded.ts >= waiting.ts then excluded.event_id else waiting.event_id end,
      ts = greatest(excluded.ts, waiting.ts)`
}
