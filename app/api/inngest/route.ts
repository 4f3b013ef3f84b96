import { serve } from 'inngest/next'
import { inngest } from '@/inngest/client'
import { purgeDaily } from '@/inngest/functions/purge-daily'
import { sendMails } from '@/inngest/functions/send-mails'
import { sweepConnections } from '@/inngest/functions/sweep-connections'
import { syncConnection } from '@/inngest/functions/sync-connection'

export const { GET, POST, PUT } = serve({
  client: inngest,
  functions: [syncConnection, sweepConnections, purgeDaily, sendMails],
})
