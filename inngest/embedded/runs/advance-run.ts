import type { Transaction } from '../database/connect'
import { discoveryStep } from './start-run'

/** A step's result, as JSON text in the form that the SDK expects it in `steps`. First write wins (J4). */
export async function storeResult(
  tx: Transaction,
  runId: string,
  step: { id: string; name: string; op: string; value: string },
): Promise<void> {
  await tx`
    insert into runner.step (run_id, id, name, op, value)
    values (${runId}, ${step.id}, ${step.name}, ${step.op}, ${step.value})
    on conflict (run_id, id) do nothing`
}

/**
 * Asks for the next discovery call of a run, unless steps that were planned together are still without a result (J8).
 * When a discovery call is under way at this moment, it is made once more afterwards. The caller holds the run's lock.
 */
export async function advanceRun(tx: Transaction, runId: string): Promise<void> {
  await tx`
    insert into runner.job (run_id, step_id, name, kind, ready_at)
    select run.id, ${discoveryStep}, 'continue', 'call', now()
    from runner.run
    where run.id = ${runId} and not exists (
      select from unnest(run.planned) as planned (id)
      where not exists (select from runner.step where step.run_id = run.id and step.id = planned.id)
    )
    on conflict (run_id, step_id) do update set again = true`
}
