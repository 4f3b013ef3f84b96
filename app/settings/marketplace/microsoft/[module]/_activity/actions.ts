'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { markActivitySeen, restoreActivity } from '@/lib/sync/activity/restore-activity'
import { serverAction } from '@/lib/web/server-action'
import { moduleName } from '../../_connection/module-params'

const input = z.object({ module: moduleName, id: z.guid() })

/** Puts back what one entry tells of (A1). */
export const putBack = serverAction({
  input,
  async run(context, { module, id }) {
    await restoreActivity(context, module, id)
    revalidatePath(`/settings/marketplace/microsoft/${module}`, 'layout')
    return null
  },
})

export const markSeen = serverAction({
  input,
  async run(context, { module, id }) {
    await markActivitySeen(context, module, id)
    revalidatePath(`/settings/marketplace/microsoft/${module}`, 'layout')
    return null
  },
})
