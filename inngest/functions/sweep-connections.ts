import { inngest } from '@/inngest/client'
import { connectionRequested, undoGoesOn } from '@/inngest/events'
import { environment } from '@/lib/env'
import { signInDeps } from '@/lib/microsoft/identity/process-deps'
import { noticeAllClients } from '@/lib/sync/client-invitations/client-feed'
import { dueConnections } from '@/lib/sync/connections/due'
import { mailAttention } from '@/lib/sync/connections/mail-attention'
import { recoverConnections } from '@/lib/sync/connections/recover'
import { applyLocks } from '@/lib/sync/locks/apply-locks'
import { enableRequired } from '@/lib/sync/locks/required/enable-required'
import { countHours } from '@/lib/sync/overview/count-hours'
import { processEngine } from '@/lib/sync/run/process-engine'
import { orphanedUndos } from '@/lib/sync/undo/continue-undos'
import { checkWarnings } from '@/lib/sync/warnings/check-warnings'
import { beat } from '@/lib/sync/warnings/heartbeat'
import { operatorOf } from '@/lib/sync/warnings/operator'
import { database } from '@/lib/web/database'
import { wakeSync } from '@/lib/web/wake'

/**
 * Every minute: connections that are due (a poll, a postponed record, a request or a change that no run has taken up,
 * since an accepted event can be lost) are asked to run, and so are those for whose invitations a client has come up;
 * those whose trouble is over go on, what is required comes on, whoever has to act is told once, what will stop a sync
 * is warned of, and hours that are over are counted for the charts.
 */
export const sweepConnections = inngest.createFunction(
  { id: 'sweep-connections', triggers: [{ cron: 'TZ=Etc/UTC * * * * *' }], retries: 1 },
  async ({ step }) => {
    await step.run('recover', () => recoverConnections(processEngine(database(), wakeSync)))
    await step.run('mail', () => mailAttention(database(), new Date()))
    await step.run('clients', () => noticeAllClients(processEngine(database(), wakeSync)))
    const undos = await step.run('undos', () => orphanedUndos(database(), new Date()))
    if (undos.length > 0)
      await step.sendEvent(
        'undo',
        undos.map((runId) => undoGoesOn.create({ runId })),
      )
    await step.run('locks', () => applyLocks(database(), new Date()))
    const required = await step.run('required', () =>
      enableRequired(signInDeps({ db: database(), now: () => new Date() })),
    )
    const due = await step.run('find-due', () => dueConnections(database(), new Date()))
    const ids = [...new Set([...required, ...due])]
    if (ids.length > 0) {
      await step.sendEvent(
        'request',
        ids.map((connectionId) => connectionRequested.create({ connectionId })),
      )
    }
    await step.run('count-hours', () => countHours(database(), new Date()))
    await step.run('warn', async () => {
      await beat(database(), new Date())
      return checkWarnings(database(), new Date(), operatorOf(environment()))
    })
    return { requested: ids.length }
  },
)
