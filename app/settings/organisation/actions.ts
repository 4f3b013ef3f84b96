'use server'

import { z } from 'zod'
import { closeOrganisation } from '@/lib/access/erasure/close-organisation'
import { signOutHere } from '@/lib/web/auth/sign-in'
import { serverAction } from '@/lib/web/server-action'
import { wakeErasure } from '@/lib/web/wake'
import { erasureInput } from '../_components/erasure/erasure-input'

/** Deletes the organisation; whoever did it is signed out with everybody else. */
export const deleteOrganisation = serverAction({
  input: z.object({ ...erasureInput, name: z.string().min(1).max(255) }),
  async run(context, { name, password, containers }) {
    const { connectionIds } = await closeOrganisation(context, {
      ...{ name, password, sessionId: context.viewer.sessionId },
      keepContainers: containers === 'keep',
    })
    await wakeErasure(connectionIds)
    return signOutHere('/goodbye?to=organisation')
  },
})
