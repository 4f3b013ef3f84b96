'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { signInDeps } from '@/lib/microsoft/identity/process-deps'
import { enableForMember } from '@/lib/sync/enable-for-many/enable-for-member'
import { previewEnableForMany } from '@/lib/sync/enable-for-many/preview-enable-for-many'
import { serverAction } from '@/lib/web/server-action'
import { requestConnections } from '@/lib/web/wake'
import { microsoftAnswer } from '../_connection/microsoft-answer'
import { moduleName } from '../_connection/module-params'

export const previewForMany = serverAction({
  input: z.object({ module: moduleName }),
  permission: 'manage-integrations',
  run: (context, { module }) => microsoftAnswer(previewEnableForMany(context, signInDeps(context), module)),
})

/** For one person; the screen goes from one to the next and shows how far it has come. */
export const enableFor = serverAction({
  input: z.object({ module: moduleName, memberId: z.guid() }),
  permission: 'manage-integrations',
  async run(context, { module, memberId }) {
    const enabling = enableForMember(context, signInDeps(context), module, memberId)
    const { connectionId } = await microsoftAnswer(enabling)
    await requestConnections([connectionId])
    revalidatePath('/settings/marketplace/microsoft')
    return null
  },
})
