import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '@/dev/free-port'
import { startPostgres } from '@/dev/postgres/start-postgres'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { migrateRunner } from '../database/migrate'
import { createRunnerLog } from '../log'
import { startRunner } from '../runner'
import { Journal, until } from '../testing/journal'
import { isSynced, quickSettings } from '../testing/rig'
import { spawnMain, spawnRunner, variablesFor } from '../testing/runner-process'
import { startTestApp } from '../testing/test-app'

let database: TestDatabase
const nowhere = 'http://127.0.0.1:9/api/inngest'
const settingsFor = (port: number) => ({
  ...quickSettings,
  databaseUrl: database.url,
  port,
  appEndpoint: nowhere,
})

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

async function failedStart(variables: Record<string, string>): Promise<string> {
  const { child, output } = spawnMain(variables)
  const [code] = await once(child, 'exit')
  expect(code).toBe(1)
  return output()
}

describe('start and stop', () => {
  it('says when it is ready, and ends cleanly on SIGTERM', async () => {
    const runner = await spawnRunner(settingsFor(await freePort()))
    const health = await fetch(`${runner.url}/health`)
    expect(await health.json()).toEqual({ status: 'ok', app: { state: 'waiting' } })
    expect(await runner.stop()).toBe(0)
  })

  it('says what to do when its port is taken', async () => {
    const settings = settingsFor(await freePort())
    const first = await spawnRunner(settings)
    expect(await failedStart(variablesFor(settings))).toMatch(/Port \d+ is taken.*RUNNER_PORT/)
    await first.stop()
  })

  it('refuses production unless asked, and names every wrong variable', async () => {
    const output = await failedStart({ ...variablesFor(settingsFor(8288)), NODE_ENV: 'production' })
    expect(output).toMatch(/RUNNER_IN_PRODUCTION/)
    const missing = await failedStart({})
    for (const name of ['DATABASE_URL', 'APP_URL', 'INNGEST_SIGNING_KEY', 'INNGEST_EVENT_KEY']) {
      expect(missing).toContain(name)
    }
  })

  it('refuses to start without its database', async () => {
    const databaseUrl = `postgres://tandem@127.0.0.1:${await freePort()}/none`
    expect(await failedStart({ ...variablesFor({ ...settingsFor(8288), databaseUrl }) })).toMatch(
      /ECONNREFUSED/,
    )
  })
})

describe('the tables', () => {
  it('are made once by starters that come at the same moment', async () => {
    await Promise.all([1, 2, 3, 4].map(() => migrateRunner(database.sql)))
    expect(await database.sql`select number from runner.version`).toHaveLength(1)
  })

  it('are refused when they are newer than the program', async () => {
    await migrateRunner(database.sql)
    await database.sql`insert into runner.version (number) values (99)`
    await expect(startRunner(settingsFor(0), createRunnerLog('silent'))).rejects.toThrow(/version 99/)
    await database.sql`delete from runner.version where number = 99`
  })
})

describe('the database', () => {
  it('gets no more than five small queries a second from an idle runner', async () => {
    const runner = await startRunner(settingsFor(0), createRunnerLog('silent'))
    const statements = async () => {
      const [row] = await database.sql<{ count: number }[]>`
        select sum(xact_commit + xact_rollback)::integer as count from pg_stat_database
        where datname = current_database()`
      return row?.count ?? 0
    }
    // The statistics lag by a second or two, so what fell into the edges comes on top of the window's own.
    await wait(2_000)
    const before = await statements()
    await wait(6_000)
    expect((await statements()) - before).toBeLessThanOrEqual(6 * 5 + 20)
    await runner.stop()
  })

  it('runner/K14 may be restarted under the runner: nothing is lost', { timeout: 60_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'runner-k14-'))
    const options = { folder, password: 'k14', durability: 'safe' as const, port: await freePort() }
    let server = await startPostgres(options)
    const journal = new Journal()
    const appPort = await freePort()
    const settings = {
      ...settingsFor(await freePort()),
      databaseUrl: server.url('postgres'),
      appEndpoint: `http://127.0.0.1:${appPort}/api/inngest`,
    }
    const runner = await startRunner(settings, createRunnerLog('silent'))
    const app = await startTestApp(appPort, runner.url, (inngest) => [
      inngest.createFunction(
        { id: 'outlive', retries: 0, triggers: [{ event: 'outlive' }] },
        async ({ event, step }) => {
          await step.run('first', () => journal.note('first', event.data.n))
          await step.sleep('nap', '1s')
          await step.run('slow', async () => {
            await wait(300)
          })
          journal.note('done', event.data.n)
        },
      ),
    ])
    try {
      await until(() => isSynced(runner.url))
      await app.inngest.send(Array.from({ length: 10 }, (_, n) => ({ name: 'outlive', data: { n } })))
      for (let restart = 0; restart < 2; restart++) {
        await until(() => journal.count('first') > restart * 5, 20_000)
        await server.stop()
        server = await startPostgres(options)
      }
      await until(() => new Set(journal.details('done')).size === 10, 30_000)
      expect(new Set(journal.details('first')).size).toBe(10)
    } finally {
      await runner.stop()
      await app.stop()
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    }
  })
})
