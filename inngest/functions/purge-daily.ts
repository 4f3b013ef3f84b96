import { inngest } from '@/inngest/client'
import { purgeExpired } from '@/lib/access/purge-expired'
import { purgeRecycleBin } from '@/lib/crm/recycle-bin/purge-recycle-bin'
import { purgeSyncHistory } from '@/lib/sync/purge-sync-history'
import { database } from '@/lib/web/database'

/** Every night: what has lain in the recycle bin for its time, and what no rule looks at any more, is deleted. */
export const purgeDaily = inngest.createFunction(
  { id: 'purge-daily', triggers: [{ cron: 'TZ=Etc/UTC 17 3 * * *' }], retries: 3 },
  async ({ step }) => {
    const records = await step.run('recycle-bin', () => purgeRecycleBin(database(), new Date()))
    await step.run('expired', () => purgeExpired(database(), new Date()))
    await step.run('sync-history', () => purgeSyncHistory(database(), new Date()))
    return { records }
  },
)
