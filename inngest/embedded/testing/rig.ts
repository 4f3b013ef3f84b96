import type { Inngest } from 'inngest'
import { freePort } from '@/dev/free-port'
import { createTestDatabase } from '@/dev/testing/test-database'
import { connectRunnerDatabase, type Sql } from '../database/connect'
import { createRunnerLog } from '../log'
import { type Runner, startRunner } from '../runner'
import { defaultSettings, type RunnerSettings } from '../settings'
import { until } from './journal'
import { type Functions, type Interceptor, startTestApp, testKeys } from './test-app'

export type RunRow = { id: string; fn: string; status: string; output: string | null; error: string | null }

/** A database, a runner in this process and an app with the real SDK, for one test file. */
export type Rig = {
  sql: Sql
  settings: RunnerSettings
  runner: Runner
  inngest: Inngest
  /** Cuts every connection of the app, as its death would. */
  stopApp(): Promise<void>
  /** Starts the app (again), possibly with other functions. */
  startApp(functions: Functions, intercept?: Interceptor): Promise<void>
  /** Runs of one function, the oldest first. */
  runs(fn: string): Promise<RunRow[]>
  /** Waits until so many runs of a function have ended, and returns them. */
  ended(fn: string, count?: number, timeoutMs?: number): Promise<RunRow[]>
  /** The output of the first run of a function. @throws Error with the run's error when it failed. */
  output(fn: string, timeoutMs?: number): Promise<unknown>
  close(): Promise<void>
}

/** Leases and retries are short, so that a scenario takes seconds. */
export const quickSettings = {
  ...defaultSettings,
  ...testKeys,
  leaseMs: 3_000,
  flatRetryMs: 150,
  resyncMs: 1_000,
}

export async function startRig(functions: Functions, overrides: Partial<RunnerSettings> = {}): Promise<Rig> {
  const database = await createTestDatabase()
  const sql = connectRunnerDatabase(database.url)
  const appPort = await freePort()
  const settings: RunnerSettings = {
    ...quickSettings,
    databaseUrl: database.url,
    port: 0,
    appEndpoint: `http://127.0.0.1:${appPort}/api/inngest`,
    ...overrides,
  }
  const runner = await startRunner(settings, createRunnerLog('silent'))
  let app = await startTestApp(appPort, runner.url, functions)
  await until(() => isSynced(runner.url))

  const runs = (fn: string) => sql<RunRow[]>`
    select id, fn, status, output, error from runner.run where fn = ${`crm-${fn}`} order by id`
  const ended = (fn: string, count = 1, timeoutMs = 20_000) =>
    until(async () => {
      const rows = await runs(fn)
      return rows.filter(({ status }) => status !== 'active').length >= count && [...rows]
    }, timeoutMs)
  return {
    sql,
    settings,
    runner,
    inngest: app.inngest,
    stopApp: () => app.stop(),
    async startApp(next, intercept) {
      app = await startTestApp(appPort, runner.url, next, intercept)
    },
    runs: async (fn) => [...(await runs(fn))],
    ended,
    async output(fn, timeoutMs) {
      const [run] = await ended(fn, 1, timeoutMs)
      if (run?.status !== 'completed') throw new Error(`${fn} failed: ${run?.error}`)
      return JSON.parse(run.output ?? '')
    },
    async close() {
      await runner.stop()
      await app.stop()
      await sql.end()
      await database.close()
    },
  }
}

export async function isSynced(runnerUrl: string): Promise<boolean> {
  const response = await fetch(`${runnerUrl}/health`).catch(() => undefined)
  if (!response?.ok) return false
  const health = (await response.json()) as { app: { state: string } }
  return health.app.state === 'synced'
}
