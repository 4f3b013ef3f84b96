import { inTransaction, type Sql } from '../database/connect'
import { advisoryLock } from '../database/migrate'

/** A leased job. Its outcome counts only while `generation` is still the job's (J3). */
export type ClaimedJob = { runId: string; stepId: string; attempt: number; generation: string }

/**
 * Leases up to `most` due calls, those of older runs first, so that no concurrency limit is exceeded. All claimers of
 * a database take turns (J7). Jobs of a full slot are set aside before the ranking, so however many of them wait,
 * they keep nobody else waiting (C5).
 */
export async function claimJobs(sql: Sql, most: number, leaseMs: number): Promise<ClaimedJob[]> {
  return inTransaction(sql, async (tx) => {
    const [, , jobs] = await Promise.all([
      // A claim that a crash of the database forgets is only made again, so it need not wait for the disk.
      tx`set local synchronous_commit to off`,
      tx`select pg_advisory_xact_lock(${advisoryLock.claim})`,
      tx<ClaimedJob[]>`
      with busy as (
        select slot, count(*) as calls
        from runner.job join runner.run on run.id = job.run_id,
             lateral (values (run.slot_1), (run.slot_2)) as slots (slot)
        where job.leased and job.ready_at > now() and slot is not null
        group by slot
      ), due as (
        select job.run_id, job.step_id, run.slot_1, run.slot_2,
               case when run.slot_1 is null then null else fn.limit_1 - coalesce(busy_1.calls, 0) end as free_1,
               case when run.slot_2 is null then null else fn.limit_2 - coalesce(busy_2.calls, 0) end as free_2
        from runner.job
        join runner.run on run.id = job.run_id
        join runner.fn on fn.id = run.fn
        left join busy as busy_1 on busy_1.slot = run.slot_1
        left join busy as busy_2 on busy_2.slot = run.slot_2
        where job.kind = 'call' and job.ready_at <= now()
      ), ranked as (
        select *,
               row_number() over (partition by slot_1 order by run_id, step_id) as rank_1,
               row_number() over (partition by slot_2 order by run_id, step_id) as rank_2
        from due
        where (free_1 is null or free_1 > 0) and (free_2 is null or free_2 > 0)
      ), chosen as (
        select job.run_id, job.step_id
        from ranked join runner.job using (run_id, step_id)
        where (free_1 is null or rank_1 <= free_1) and (free_2 is null or rank_2 <= free_2)
        order by run_id, step_id
        limit ${most}
        for update of job skip locked
      )
      update runner.job
      set leased = true, again = false, generation = nextval('runner.generation'),
          ready_at = now() + ${leaseMs} * interval '1 millisecond'
      from chosen
      where job.run_id = chosen.run_id and job.step_id = chosen.step_id
      returning job.run_id as "runId", job.step_id as "stepId", job.attempt, job.generation`,
    ])
    return jobs
  })
}

/** Renews leases that are still held. One that was lost stays lost. */
export async function renewLeases(sql: Sql, jobs: ClaimedJob[], leaseMs: number): Promise<void> {
  const generations = jobs.map(({ generation }) => generation)
  // Rows that an outcome is being written to are left out instead of waited for: two waiting orders could deadlock.
  await sql`
    update runner.job set ready_at = now() + ${leaseMs} * interval '1 millisecond'
    where generation in (
      select generation from runner.job where generation = any(${generations}::bigint[]) for update skip locked
    )`
}
