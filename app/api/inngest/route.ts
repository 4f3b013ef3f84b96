import { serve } from 'inngest/next'
import { inngest } from '@/inngest/client'
import { finishErasuresSoon } from '@/inngest/functions/finish-erasures'
import { purgeDaily } from '@/inngest/functions/purge-daily'
import { sendMails } from '@/inngest/functions/send-mails'
import { sweepConnections } from '@/inngest/functions/sweep-connections'
import { syncConnection } from '@/inngest/functions/sync-connection'
import { undoRest } from '@/inngest/functions/undo-run'

export const { GET, POST, PUT } = serve({
  client: inngest,
  functions: [finishErasuresSoon, syncConnection, sweepConnections, purgeDaily, sendMails, undoRest],
})
