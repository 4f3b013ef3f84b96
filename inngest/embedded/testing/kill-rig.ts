import type { Inngest } from 'inngest'
import { freePort } from '@/dev/free-port'
import { createTestDatabase } from '@/dev/testing/test-database'
import { connectRunnerDatabase, type Sql } from '../database/connect'
import type { RunnerSettings } from '../settings'
import { until } from './journal'
import { isSynced, quickSettings, type RunRow } from './rig'
import { type RunnerProcess, spawnRunner } from './runner-process'
import { type Functions, startTestApp } from './test-app'

/** Runners in processes of their own on one database, beside an app that survives them. */
export type KillRig = {
  sql: Sql
  inngest: Inngest
  settings: RunnerSettings[]
  runners: RunnerProcess[]
  /** `kill -9` for all of them at the same moment. */
  killAll(): Promise<void>
  kill(index: number): Promise<void>
  start(index: number): Promise<void>
  startAll(): Promise<void>
  runs(fn: string): Promise<RunRow[]>
  ended(fn: string, count?: number, timeoutMs?: number): Promise<RunRow[]>
  close(): Promise<void>
}

/** The app talks to the first runner; the others share the work. */
export async function startKillRig(functions: Functions, runnerCount: number): Promise<KillRig> {
  const database = await createTestDatabase()
  const sql = connectRunnerDatabase(database.url)
  const appPort = await freePort()
  const settings: RunnerSettings[] = []
  for (let index = 0; index < runnerCount; index++) {
    settings.push({
      ...quickSettings,
      databaseUrl: database.url,
      port: await freePort(),
      appEndpoint: `http://127.0.0.1:${appPort}/api/inngest`,
    })
  }
  const app = await startTestApp(appPort, `http://127.0.0.1:${settings[0]?.port}`, functions)
  const runners = await Promise.all(settings.map(spawnRunner))
  const allSynced = () =>
    until(async () => (await Promise.all(runners.map(({ url }) => isSynced(url)))).every(Boolean))
  await allSynced()

  const runs = async (fn: string) => [
    ...(await sql<RunRow[]>`
      select id, fn, status, output, error from runner.run where fn = ${`crm-${fn}`} order by id`),
  ]
  return {
    sql,
    inngest: app.inngest,
    settings,
    runners,
    async killAll() {
      await Promise.all(runners.map((runner) => runner.kill()))
    },
    async kill(index) {
      await runners[index]?.kill()
    },
    async start(index) {
      const wanted = settings[index]
      if (wanted) runners[index] = await spawnRunner(wanted)
    },
    async startAll() {
      const started = await Promise.all(settings.map(spawnRunner))
      runners.splice(0, runners.length, ...started)
    },
    runs,
    ended: (fn, count = 1, timeoutMs = 25_000) =>
      until(async () => {
        const rows = await runs(fn)
        return rows.filter(({ status }) => status !== 'active').length >= count && rows
      }, timeoutMs),
    async close() {
      await Promise.all(runners.map((runner) => runner.kill()))
      await app.stop()
      await sql.end()
      await database.close()
    },
  }
}
