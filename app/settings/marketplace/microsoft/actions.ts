'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import type { Context } from '@/lib/access/context'
import { disconnectTenant } from '@/lib/microsoft/identity/consent/disconnect-tenant'
import { startTenantConnection } from '@/lib/microsoft/identity/consent/start-tenant-connection'
import { signInDeps } from '@/lib/microsoft/identity/process-deps'
import { ConnectionSettings } from '@/lib/sync/connections/connection-settings'
import { signInForInstantSync } from '@/lib/sync/connections/instant-sync'
import { livingConnections } from '@/lib/sync/connections/living-connections'
import { requestRun } from '@/lib/sync/connections/request-run'
import { resumeConnection } from '@/lib/sync/connections/resume-connection'
import { disableAsShown, enableAsShown } from '@/lib/sync/preview/as-shown'
import { previewConnection } from '@/lib/sync/preview/preview-connection'
import { processEngine } from '@/lib/sync/run/process-engine'
import { serverAction } from '@/lib/web/server-action'
import { requestConnections, wakeSync } from '@/lib/web/wake'
import { microsoftAnswer } from './_connection/microsoft-answer'
import { moduleName } from './_connection/module-params'

const MICROSOFT = '/settings/marketplace/microsoft'

/** Of the preview that the person has seen, where there was one. */
const seal = z.string().max(100).optional()

const worldOf = (context: Context) => ({
  engine: processEngine(context.db, wakeSync),
  signIn: signInDeps(context),
})

/** The address of Microsoft's consent page, for connecting and for reconnecting (I1). */
export const connectTenant = serverAction({
  input: z.object({}),
  permission: 'manage-integrations',
  run: (context) => startTenantConnection(context, signInDeps(context), { returnTo: MICROSOFT }),
})

/** Everybody's connections are run once more, to find out that they need attention now. */
export const disconnect = serverAction({
  input: z.object({}),
  permission: 'manage-integrations',
  async run(context) {
    const connections = await livingConnections(context)
    await disconnectTenant(context)
    await requestConnections(connections.map(({ id }) => id))
    revalidatePath(MICROSOFT)
    return null
  },
})

/** Enables a module, applies other settings to one that is on, or lets one go on that needed attention. */
export const enable = serverAction({
  input: z.object({ module: moduleName, settings: ConnectionSettings, seal }),
  async run(context, { module, settings, seal }) {
    const enabling = enableAsShown(context, worldOf(context), module, settings, { seal })
    const { id } = await microsoftAnswer(enabling)
    await requestConnections([id])
    revalidatePath(MICROSOFT)
    return null
  },
})

export const preview = serverAction({
  input: z.object({
    module: moduleName,
    settings: ConnectionSettings,
    purpose: z.enum(['enable', 'disable', 'keep']),
  }),
  run: (context, { module, settings, purpose }) =>
    microsoftAnswer(previewConnection(context, worldOf(context), module, settings, purpose)),
})

export const disable = serverAction({
  input: z.object({ module: moduleName, keep: z.boolean(), seal }),
  async run(context, { module, keep, seal }) {
    const disabling = disableAsShown(context, worldOf(context), module, { keep, seal })
    const row = await microsoftAnswer(disabling)
    if (row?.status === 'disabling') await requestConnections([row.id])
    revalidatePath(MICROSOFT)
    return null
  },
})

export const syncNow = serverAction({
  input: z.object({ module: moduleName }),
  async run(context, { module }) {
    const { connectionId } = await requestRun(context, module)
    await requestConnections([connectionId])
    return null
  },
})

/** The address at which the user signs in so that changes arrive at once. */
export const instantSync = serverAction({
  input: z.object({ module: moduleName }),
  run: (context, { module }) => signInForInstantSync(context, signInDeps(context), module),
})

export const decideHeld = serverAction({
  input: z.object({
    module: moduleName,
    decision: z.enum(['apply', 'restore']),
    /** Somebody else, for whom an administrator decides. */
    memberId: z.guid().optional(),
  }),
  async run(context, { module, decision, memberId }) {
    const { id } = await resumeConnection(context, module, decision, memberId)
    await requestConnections([id])
    return null
  },
})
