import { inngest } from '@/inngest/client'
import { connectionPollDue, connectionRequested } from '@/inngest/events'
import { isPollDue } from '@/lib/sync/connections/due'
import { countGraphRequest } from '@/lib/sync/metrics/graph-requests'
import { processEngine } from '@/lib/sync/run/process-engine'
import type { SliceOutcome } from '@/lib/sync/run/slice-outcome'
import { loggedSlice } from '@/lib/sync/support/logged-slice'
import { database } from '@/lib/web/database'
import { wakeSync } from '@/lib/web/wake'

const mostSlices = 100
/** What is further away is left to the sweep. */
const longestSleepMs = 60_000

/**
 * Runs one connection until it has nothing more to do. Each slice saves what it has done as it goes, so a slice that
 * runs twice repeats nothing; one run at a time is the lease's business, not this function's. Whatever dies around it
 * (the app, the database, the runner), the next try goes on where it was, so there are many.
 */
export const syncConnection = inngest.createFunction(
  { id: 'sync-connection', triggers: [connectionRequested, connectionPollDue], retries: 10 },
  async ({ event, step, runId }) => {
    const { connectionId } = event.data
    if (event.name === connectionPollDue.name) {
      const due = await step.run('still-due', () => isPollDue(database(), connectionId, new Date()))
      if (!due) return { outcome: 'not-due' }
    }
    for (let slice = 0; slice < mostSlices; slice += 1) {
      const outcome: SliceOutcome = await step.run(`slice-${slice}`, () =>
        loggedSlice(processEngine(database(), wakeSync), connectionId, runId, countGraphRequest),
      )
      if (outcome.outcome === 'more') continue
      if (outcome.outcome === 'wait' && outcome.waitMs <= longestSleepMs) {
        await step.sleep(`wait-${slice}`, Math.max(1_000, outcome.waitMs))
        continue
      }
      if (outcome.outcome === 'done' && outcome.waitMs <= longestSleepMs) {
        const dueAt = await step.run(`due-${slice}`, () => Date.now() + outcome.waitMs)
        const poll = connectionPollDue.create(
          { connectionId },
          { id: `poll:${connectionId}:${dueAt}`, ts: dueAt },
        )
        await step.sendEvent(`poll-${slice}`, poll)
      }
      return outcome
    }
    await step.sendEvent('go-on', connectionRequested.create({ connectionId }))
    return { outcome: 'handed-over' }
  },
)
