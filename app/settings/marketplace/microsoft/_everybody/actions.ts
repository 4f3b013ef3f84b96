'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import type { Context } from '@/lib/access/context'
import { signInDeps } from '@/lib/microsoft/identity/process-deps'
import { enableForMember } from '@/lib/sync/enable-for-many/enable-for-member'
import { previewEnableForMany } from '@/lib/sync/enable-for-many/preview-enable-for-many'
import { previewForMember } from '@/lib/sync/enable-for-many/preview-for-member'
import { processEngine } from '@/lib/sync/run/process-engine'
import { serverAction } from '@/lib/web/server-action'
import { requestConnections, wakeSync } from '@/lib/web/wake'
import { microsoftAnswer } from '../_connection/microsoft-answer'
import { moduleName } from '../_connection/module-params'

const previewWorld = (context: Context) => ({
  engine: processEngine(context.db, wakeSync),
  signIn: signInDeps(context),
})

export const previewForMany = serverAction({
  input: z.object({ module: moduleName }),
  permission: 'manage-integrations',
  run: (context, { module }) => microsoftAnswer(previewEnableForMany(context, signInDeps(context), module)),
})

/** What it would do for one person; the screen goes from one to the next. */
export const previewFor = serverAction({
  input: z.object({ module: moduleName, memberId: z.guid() }),
  permission: 'manage-integrations',
  run: (context, { module, memberId }) =>
    microsoftAnswer(previewForMember(context, previewWorld(context), module, memberId)),
})

/** For one person; the screen goes from one to the next and shows how far it has come. */
export const enableFor = serverAction({
  input: z.object({ module: moduleName, memberId: z.guid(), seal: z.string().max(100).optional() }),
  permission: 'manage-integrations',
  async run(context, { module, ...person }) {
    const enabling = enableForMember(context, previewWorld(context), module, person)
    const { connectionId } = await microsoftAnswer(enabling)
    await requestConnections([connectionId])
    revalidatePath('/settings/marketplace/microsoft')
    return null
  },
})
