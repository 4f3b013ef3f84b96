import { z } from 'zod'
import type { Context } from '@/lib/access/context'
import { signInDeps } from '@/lib/microsoft/identity/process-deps'
import { viewConnection } from '@/lib/sync/connections/connection-view'
import { changeAsShown, disableAsShown, enableAsShown } from '@/lib/sync/preview/as-shown'
import { processEngine } from '@/lib/sync/run/process-engine'
import { apiResource } from '@/lib/web/api/api-resource'
import { apiRoute } from '@/lib/web/api/api-route'
import { requestConnections, wakeSync } from '@/lib/web/wake'
import { ConnectionJson, connectionJson, moduleParams, OptionalSettings } from '../../connection-json'

const tag = 'Microsoft 365'
/** Of a preview: what it has shown is done, or refused with `changed-meanwhile` and the new `preview`. */
const seal = z.string().max(100).optional()

const worldOf = (context: Context) => ({
  engine: processEngine(context.db, wakeSync),
  signIn: signInDeps(context),
})

export const { GET, POST, PUT, PATCH, DELETE } = apiResource('/microsoft/connections/{module}', {
  GET: apiRoute({
    summary: "The user's connection of a module, also of one that is off",
    tag,
    params: moduleParams,
    response: ConnectionJson,
    run: async (context, { params }) => connectionJson(await viewConnection(context, params.module)),
  }),
  PUT: apiRoute({
    summary: 'Enable a module; what is left out is as it was last time, else the default',
    tag,
    params: moduleParams,
    query: z.strictObject({ seal }),
    body: OptionalSettings,
    response: ConnectionJson,
    async run(context, { params, query, body }) {
      const { id } = await enableAsShown(context, worldOf(context), params.module, body, query)
      await requestConnections([id])
      return connectionJson(await viewConnection(context, params.module))
    },
  }),
  PATCH: apiRoute({
    summary: 'Change what is mapped and how; each member given replaces the whole one',
    tag,
    params: moduleParams,
    query: z.strictObject({ seal }),
    body: OptionalSettings,
    response: ConnectionJson,
    async run(context, { params, query, body }) {
      const { id } = await changeAsShown(context, worldOf(context), params.module, body, query)
      await requestConnections([id])
      return connectionJson(await viewConnection(context, params.module))
    },
  }),
  DELETE: apiRoute({
    summary: 'Disable a module: its container is removed from Microsoft 365, or kept as an ordinary one',
    tag,
    params: moduleParams,
    query: z.strictObject({ keep: z.enum(['true', 'false']).optional(), seal }),
    response: ConnectionJson,
    status: 202,
    async run(context, { params, query }) {
      const asked = { keep: query.keep === 'true', seal: query.seal }
      const row = await disableAsShown(context, worldOf(context), params.module, asked)
      if (row?.status === 'disabling') await requestConnections([row.id])
      return connectionJson(await viewConnection(context, params.module))
    },
  }),
})
