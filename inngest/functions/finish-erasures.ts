import { inngest } from '@/inngest/client'
import { erasureRequested } from '@/inngest/events'
import { finishErasures } from '@/lib/access/erasure/finish-erasures'
import { database } from '@/lib/web/database'

const looks = 12
const pauseMs = 5_000

/**
 * Deletes for good what has been closed: looked at for a minute after somebody has asked, as long as a sync takes to
 * leave Microsoft 365, and every hour for what took longer. Each look goes on where the one before was interrupted.
 */
export const finishErasuresSoon = inngest.createFunction(
  { id: 'finish-erasures', triggers: [erasureRequested, { cron: 'TZ=Etc/UTC 29 * * * *' }], retries: 3 },
  async ({ step }) => {
    for (let look = 0; look < looks; look += 1) {
      const { waiting } = await step.run(`look-${look}`, () => finishErasures(database(), new Date()))
      if (waiting === 0) return { waiting }
      await step.sleep(`pause-${look}`, pauseMs)
    }
    return { waiting: 'more' }
  },
)
