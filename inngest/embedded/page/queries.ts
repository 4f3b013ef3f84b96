import type { Sql } from '../database/connect'
import type { FunctionConfig } from '../registration/function-config'
import { configFromRow } from '../registration/stored-functions'

export type RunStatus = 'active' | 'completed' | 'failed'
export type FunctionView = { config: FunctionConfig; active: number; completed: number; failed: number }
export type RunView = {
  id: string
  fn: string
  status: RunStatus
  eventName: string
  createdAt: Date
  endedAt: Date | null
  error: string | null
}
export type JobView = {
  runId: string
  fn: string
  name: string
  kind: 'call' | 'timer'
  attempt: number
  readyAt: Date
  leased: boolean
  error: string | null
}
export type DebounceView = { fn: string; key: string; dueAt: Date }
export type StepView = { name: string; op: string; value: string; createdAt: Date }
export type RunFilter = { status: RunStatus | null; fn: string | null; before: string | null }

export const pageSize = 30
const mostWaiting = 50

export async function functionViews(sql: Sql): Promise<FunctionView[]> {
  const rows = await sql<{ config: string; active: number; completed: number; failed: number }[]>`
    select fn.config,
           count(*) filter (where run.status = 'active')::integer as active,
           count(*) filter (where run.status = 'completed')::integer as completed,
           count(*) filter (where run.status = 'failed')::integer as failed
    from runner.fn left join runner.run on run.fn = fn.id
    where fn.active group by fn.id order by fn.id`
  return rows.map(({ config, ...counts }) => ({ config: configFromRow({ config }), ...counts }))
}

/** The newest first. `before` is the id of the last run of the page before. */
export async function runViews(sql: Sql, { status, fn, before }: RunFilter): Promise<RunView[]> {
  return sql<RunView[]>`
    select run.id, run.fn, run.status, event.name as "eventName", run.created_at as "createdAt",
           run.ended_at as "endedAt", run.error
    from runner.run join runner.event on event.id = run.event_id
    where (${status}::text is null or run.status = ${status})
      and (${fn}::text is null or run.fn = ${fn})
      and (${before}::text is null or run.id < ${before})
    order by run.id desc limit ${pageSize}`
}

/** What has been given out, is due, sleeps or waits for a retry; of one run, or of all. */
export async function jobViews(sql: Sql, runId: string | null = null): Promise<JobView[]> {
  return sql<JobView[]>`
    select job.run_id as "runId", run.fn, job.name, job.kind, job.attempt, job.ready_at as "readyAt", job.leased, job.error
    from runner.job join runner.run on run.id = job.run_id
    where ${runId}::text is null or job.run_id = ${runId}
    order by job.ready_at limit ${mostWaiting}`
}

export async function debounceViews(sql: Sql): Promise<DebounceView[]> {
  return sql<DebounceView[]>`
    select fn, key, due_at as "dueAt" from runner.debounce order by due_at limit ${mostWaiting}`
}

export type RunDetail = RunView & { event: string; output: string | null; steps: StepView[]; jobs: JobView[] }

export async function runDetail(sql: Sql, id: string): Promise<RunDetail | undefined> {
  const [run] = await sql<(RunView & { event: string; output: string | null })[]>`
    select run.id, run.fn, run.status, event.name as "eventName", run.created_at as "createdAt",
           run.ended_at as "endedAt", run.error, event.body as event, run.output
    from runner.run join runner.event on event.id = run.event_id where run.id = ${id}`
  if (!run) return undefined
  const steps = await sql<StepView[]>`
    select name, op, value, created_at as "createdAt" from runner.step where run_id = ${id} order by position`
  return { ...run, steps, jobs: await jobViews(sql, id) }
}
