import { startAppSync } from './app-sync'
import { connectRunnerDatabase } from './database/connect'
import { migrateRunner } from './database/migrate'
import { createApi } from './http/api'
import { listen } from './http/listen'
import type { RunnerLog } from './log'
import { createPage } from './page/routes'
import { createDispatcher } from './queue/dispatcher'
import { startWorkLoop, type WorkLoop } from './queue/work-loop'
import { workRound } from './queue/work-round'
import { thinOut } from './retention'
import type { RunnerSettings } from './settings'

const stopGraceMs = 2_000
const thinOutEveryMs = 10 * 60 * 1_000

export type Runner = { url: string; port: number; stop(): Promise<void> }

/**
 * Starts a runner: tables, HTTP, the app's registration, work.
 * @throws Error when the port is taken, or the database is away or too new.
 */
export async function startRunner(settings: RunnerSettings, log: RunnerLog): Promise<Runner> {
  const sql = connectRunnerDatabase(settings.databaseUrl)
  let loop: WorkLoop | undefined
  const wake = () => loop?.wake()
  try {
    await migrateRunner(sql)
    const parts = { sql, settings, log, wake, appState: () => sync.state() }
    const server = await listen(createApi(parts).route('/', createPage(parts)), settings.port)
    const sync = startAppSync(settings, log, wake)
    const dispatcher = createDispatcher({ sql, settings, log, onSettled: wake, onNoAnswer: sync.suspect })
    const appAnswers = () => sync.state().state !== 'waiting'
    const work = startWorkLoop(() => workRound({ sql, settings, log, dispatcher, appAnswers }))
    loop = work
    const housekeeping = startWorkLoop(async () => {
      const gone = await thinOut(sql, settings.retention).catch((error: unknown) => ({ err: error }))
      log.debug(gone, 'old runs deleted')
      return thinOutEveryMs
    })
    return {
      url: `http://127.0.0.1:${server.port}`,
      port: server.port,
      async stop() {
        await Promise.all([work.stop(), sync.stop(), housekeeping.stop()])
        await dispatcher.stop(stopGraceMs)
        await server.close()
        await sql.end({ timeout: 2 })
      },
    }
  } catch (error) {
    await sql.end({ timeout: 0 })
    throw error
  }
}
