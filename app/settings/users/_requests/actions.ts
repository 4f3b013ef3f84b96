'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { microsoftAnswer } from '@/app/settings/marketplace/microsoft/_connection/microsoft-answer'
import { approveJoinRequest } from '@/lib/access/join-requests/approve-join-request'
import { declineJoinRequest } from '@/lib/access/join-requests/decide-join-request'
import { tenantDirectory } from '@/lib/microsoft/directory/tenant-directory'
import { signInDeps } from '@/lib/microsoft/identity/process-deps'
import { serverAction } from '@/lib/web/server-action'

export const approve = serverAction({
  input: z.object({ id: z.guid(), profileId: z.guid() }),
  permission: 'manage-users',
  async run(context, input) {
    await microsoftAnswer(approveJoinRequest(context, tenantDirectory(signInDeps(context)), input))
    revalidatePath('/settings/users', 'layout')
    return null
  },
})

export const decline = serverAction({
  input: z.object({ id: z.guid(), reason: z.string().trim().max(1000) }),
  permission: 'manage-users',
  async run(context, { id, reason }) {
    await declineJoinRequest(context, { id, reason: reason || null })
    revalidatePath('/settings/users', 'layout')
    return null
  },
})
