import { inTransaction, type Sql, type Transaction } from '../database/connect'
import { firstSight } from '../events/accept-events'
import type { RunnerEvent } from '../events/runner-event'
import { storeEvent } from '../events/stored-event'
import { createUlidSource } from '../protocol/ulid'
import { storedFunction } from '../registration/stored-functions'
import { startRun } from '../runs/start-run'
import { latestTick, nextTick } from './cron-schedule'

const nextEventId = createUlidSource()

/**
 * Starts the crons that are due. However many ticks were missed, a cron starts once, for the latest of them (T3);
 * Inngest's own server would start once for each.
 */
export async function fireCrons(sql: Sql): Promise<void> {
  await inTransaction(sql, async (tx) => {
    const due = await tx<{ fn: string; expression: string; next_at: Date; now: Date }[]>`
      select fn, expression, next_at, now() from runner.cron where next_at <= now()
      order by fn, expression for update skip locked`
    for (const cron of due) {
      const tick = latestTick(cron.expression, cron.next_at, cron.now)
      await startTick(tx, cron.fn, cron.expression, tick, cron.now)
      const next = nextTick(cron.expression, cron.now)
      if (next) {
        await tx`
          update runner.cron set next_at = ${next} where fn = ${cron.fn} and expression = ${cron.expression}`
      } else {
        await tx`delete from runner.cron where fn = ${cron.fn} and expression = ${cron.expression}`
      }
    }
  })
}

async function startTick(
  tx: Transaction,
  fn: string,
  expression: string,
  tick: Date,
  now: Date,
): Promise<void> {
  const scheduledAt = tick.toISOString().replace('.000Z', 'Z')
  const config = await storedFunction(tx, fn)
  // Two crons of one function that fall on one minute make one run, as in Inngest's server.
  if (!config || !(await firstSight(tx, fn, `cron ${scheduledAt}`))) return
  const event = cronEvent(expression, scheduledAt, now)
  await storeEvent(tx, event)
  await startRun(tx, config, event)
}

function cronEvent(expression: string, scheduledAt: string, now: Date): RunnerEvent {
  return {
    id: nextEventId(now.getTime()),
    body: {
      id: scheduledAt,
      name: 'inngest/scheduled.timer',
      ts: now.getTime(),
      data: { cron: expression, scheduledAt, fireAt: now.toISOString() },
      user: {},
    },
  }
}
