import { fireCrons } from '../cron/fire-crons'
import type { Sql } from '../database/connect'
import { fireDebounced } from '../events/fire-debounced'
import type { RunnerLog } from '../log'
import type { RunnerSettings } from '../settings'
import { claimJobs } from './claim-jobs'
import type { Dispatcher } from './dispatcher'
import { endSleeps } from './end-sleeps'
import { nextDue } from './next-due'

const outagePauseMs = 500

type Parts = {
  sql: Sql
  settings: RunnerSettings
  log: RunnerLog
  dispatcher: Dispatcher
  /** False while the app does not answer: calls and crons are held then, instead of burning attempts (R7). */
  appAnswers(): boolean
}

/**
 * One round: does all that is due.
 * @returns milliseconds until the next round is needed, at most the poll interval.
 */
export async function workRound({ sql, settings, log, dispatcher, appAnswers }: Parts): Promise<number> {
  try {
    const due = await nextDue(sql)
    const isDue = (time: Date | null) => time !== null && time <= due.now
    if (isDue(due.debounce)) await fireDebounced(sql)
    if (isDue(due.cron) && appAnswers()) await fireCrons(sql)
    if (isDue(due.sleep)) await endSleeps(sql)
    const mayHaveCalls = [due.call, due.sleep, due.debounce, due.cron].some(isDue)
    const free = dispatcher.free()
    if (mayHaveCalls && free > 0 && appAnswers()) {
      const jobs = await claimJobs(sql, free, settings.leaseMs)
      dispatcher.take(jobs)
      // The claim ranks by slot, and what stood behind the ones just taken may be free as well: look again.
      if (jobs.length > 0) return 0
    }
    const waitsMs = [due.call, due.sleep, due.debounce, due.cron]
      .filter((time) => time !== null && time > due.now)
      .map((time) => Number(time) - due.now.getTime() + 1)
    return Math.min(settings.pollMs, ...waitsMs)
  } catch (error) {
    log.error({ err: error }, 'round not finished')
    return outagePauseMs
  }
}
