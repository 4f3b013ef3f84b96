'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { allCauses, mends } from '@/lib/sync/overview/causes'
import { mend } from '@/lib/sync/overview/mends/mend'
import { serverAction } from '@/lib/web/server-action'
import { requestConnections } from '@/lib/web/wake'
import { moduleName } from '../../_connection/module-params'

const target = z.union([
  z.strictObject({ connectionId: z.guid() }),
  z.strictObject({
    cause: z.enum(allCauses),
    module: moduleName.optional(),
    search: z.string().max(200).optional(),
  }),
])

/** Mends one connection or a group; what was done and why not to the others, as numbers. */
export const mendAction = serverAction({
  input: z.object({ what: z.enum(mends), target }),
  permission: 'manage-integrations',
  async run(context, { what, target }) {
    const { done, skipped } = await mend(context, what, target)
    if (what !== 'ask-to-reconnect') await requestConnections(done)
    revalidatePath('/settings/marketplace/microsoft/overview')
    return { done: done.length, skipped }
  },
})
