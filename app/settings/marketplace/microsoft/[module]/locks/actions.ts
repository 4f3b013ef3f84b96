'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import type { Context } from '@/lib/access/context'
import { signInDeps } from '@/lib/microsoft/identity/process-deps'
import { organisationDefault } from '@/lib/sync/connections/connection-settings'
import { availableModule } from '@/lib/sync/connections/own-connection'
import { listLocks } from '@/lib/sync/locks/list-locks'
import { noLock } from '@/lib/sync/locks/lock'
import { previewLock, setLock } from '@/lib/sync/locks/set-lock'
import { serverAction } from '@/lib/web/server-action'
import { requestConnections } from '@/lib/web/wake'
import { moduleName } from '../../_connection/module-params'
import { LockChoice, lockOfChoice } from './_components/lock-choice'

const wanted = z.object({ module: moduleName, profileId: z.guid().nullable(), choice: LockChoice })

async function lockWanted(context: Context, { module: name, profileId, choice }: z.infer<typeof wanted>) {
  const module = await availableModule(context, name)
  const [standard, locks] = await Promise.all([
    organisationDefault(context, module),
    listLocks(context, name),
  ])
  const kept = locks.find((one) => one.profileId === profileId)?.lock ?? noLock
  return { module, profileId, lock: lockOfChoice(choice, { standard, kept }) }
}

/** How many running syncs this would change or pause, and for how many members it comes on. */
export const showLock = serverAction({
  input: wanted,
  permission: 'manage-integrations',
  async run(context, input) {
    const { module, ...rest } = await lockWanted(context, input)
    return previewLock(context, signInDeps(context), module, rest)
  },
})

/** Fixes it, as it was shown. */
export const saveLock = serverAction({
  input: wanted.extend({ seal: z.string().max(100) }),
  permission: 'manage-integrations',
  async run(context, { seal, ...input }) {
    const { module, ...rest } = await lockWanted(context, input)
    await requestConnections(await setLock(context, module, { ...rest, seal }))
    revalidatePath('/settings/marketplace/microsoft', 'layout')
    return null
  },
})
