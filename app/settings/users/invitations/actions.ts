'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { resendInvitation, revokeInvitation } from '@/lib/access/invitations/change-invitation'
import { serverAction } from '@/lib/web/server-action'

const input = z.object({ id: z.guid() })

export const resend = serverAction({
  input,
  permission: 'manage-users',
  async run(context, { id }) {
    await resendInvitation(context, id)
    revalidatePath('/settings/users', 'layout')
    return null
  },
})

export const revoke = serverAction({
  input,
  permission: 'manage-users',
  async run(context, { id }) {
    await revokeInvitation(context, id)
    revalidatePath('/settings/users', 'layout')
    return null
  },
})
