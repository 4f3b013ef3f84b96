import { createHash } from 'node:crypto'
import { nextTick } from '../cron/cron-schedule'
import { inTransaction, type Sql, type Transaction } from '../database/connect'
import { advisoryLock } from '../database/migrate'
import { canonicalJson, parseJson } from '../protocol/json'
import { runError } from '../protocol/run-error'
import { ulid } from '../protocol/ulid'
import { endRun } from '../runs/end-run'
import type { FunctionConfig } from './function-config'
import { parseFunction } from './parse-function'
import { Registration } from './registration'

export type RegisterResult =
  | { ok: true; modified: boolean; syncId: string; app: string; functions: number }
  | { ok: false; error: string }

/**
 * Takes the functions of an app in place of those it had before. One function that the runner cannot run as
 * production would refuses them all, naming function and option.
 */
export async function registerApp(sql: Sql, body: unknown): Promise<RegisterResult> {
  const parsed = Registration.safeParse(body)
  if (!parsed.success) return { ok: false, error: 'the registration has an unknown shape' }
  const { appName: app, url, functions } = parsed.data
  const results = functions.map(parseFunction)
  const problems = results.flatMap((result) => (result.ok ? [] : result.problems))
  if (problems.length > 0) return { ok: false, error: problems.join('; ') }
  const configs = results.flatMap((result) => (result.ok ? [result.config] : []))
  const checksum = checksumOf(url, configs)

  return inTransaction(sql, async (tx) => {
    await tx`select pg_advisory_xact_lock(${advisoryLock.register})`
    const [before] = await tx<{ checksum: string; sync_id: string }[]>`
      select checksum, sync_id from runner.app where name = ${app}`
    const count = configs.length
    if (before?.checksum === checksum) {
      return { ok: true, modified: false, syncId: before.sync_id, app, functions: count }
    }
    const now = new Date()
    const syncId = ulid(now.getTime())
    await tx`
      insert into runner.app (name, url, checksum, sync_id, synced_at)
      values (${app}, ${url}, ${checksum}, ${syncId}, ${now})
      on conflict (name) do update set url = ${url}, checksum = ${checksum}, sync_id = ${syncId}, synced_at = ${now}`
    for (const config of configs) await storeFunction(tx, app, config, now)
    await removeOthers(tx, app, configs)
    return { ok: true, modified: true, syncId, app, functions: count }
  })
}

function checksumOf(url: string, configs: FunctionConfig[]): string {
  const canonical = canonicalJson(parseJson(JSON.stringify({ url, configs })))
  return createHash('sha256').update(canonical).digest('hex')
}

async function storeFunction(tx: Transaction, app: string, config: FunctionConfig, now: Date): Promise<void> {
  const [limit1 = null, limit2 = null] = config.concurrency.map(({ limit }) => limit)
  const text = JSON.stringify(config)
  await tx`
    insert into runner.fn (id, app, active, config, limit_1, limit_2)
    values (${config.id}, ${app}, true, ${text}, ${limit1}, ${limit2})
    on conflict (id) do update
    set app = ${app}, active = true, config = ${text}, limit_1 = ${limit1}, limit_2 = ${limit2}`
  await tx`delete from runner.cron where fn = ${config.id} and expression <> all(${config.crons}::text[])`
  for (const expression of config.crons) {
    const next = nextTick(expression, now)
    if (!next) continue
    // A cron that is known keeps its due time, or a restart would swallow the ticks missed meanwhile.
    await tx`
      insert into runner.cron (fn, expression, next_at) values (${config.id}, ${expression}, ${next})
      on conflict (fn, expression) do nothing`
  }
}

/** Functions that are no longer listed stop: nothing starts them, and what they were doing fails with a clear error. */
async function removeOthers(tx: Transaction, app: string, configs: FunctionConfig[]): Promise<void> {
  const kept = configs.map(({ id }) => id)
  const removed = await tx<{ id: string }[]>`
    update runner.fn set active = false where app = ${app} and active and id <> all(${kept}::text[]) returning id`
  for (const { id } of removed) {
    await tx`delete from runner.cron where fn = ${id}`
    await tx`delete from runner.debounce where fn = ${id}`
    const error = runError('FunctionRemoved', `The function ${id} is no longer registered by the app`)
    const runs = await tx<{ id: string }[]>`
      select id from runner.run where fn = ${id} and status = 'active' order by id`
    for (const run of runs) await endRun(tx, run.id, { status: 'failed', error })
  }
}
