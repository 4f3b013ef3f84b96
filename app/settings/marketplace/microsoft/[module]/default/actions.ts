'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { ConnectionSettings, setOrganisationDefault } from '@/lib/sync/connections/connection-settings'
import { availableModule } from '@/lib/sync/connections/own-connection'
import { serverAction } from '@/lib/web/server-action'
import { moduleName } from '../../_connection/module-params'

/** Makes settings what everybody starts from. Nobody's sync is run or changed. */
export const saveDefault = serverAction({
  input: z.object({ module: moduleName, settings: ConnectionSettings }),
  permission: 'manage-integrations',
  async run(context, { module, settings }) {
    await setOrganisationDefault(context, await availableModule(context, module), settings)
    revalidatePath('/settings/marketplace/microsoft', 'layout')
    return null
  },
})
