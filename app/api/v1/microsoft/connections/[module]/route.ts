import { z } from 'zod'
import { signInDeps } from '@/lib/microsoft/identity/process-deps'
import { changeConnection } from '@/lib/sync/connections/change-connection'
import { viewConnection } from '@/lib/sync/connections/connection-view'
import { disableConnection } from '@/lib/sync/connections/disable-connection'
import { enableConnection } from '@/lib/sync/connections/enable-connection'
import { apiResource } from '@/lib/web/api/api-resource'
import { apiRoute } from '@/lib/web/api/api-route'
import { requestConnections } from '@/lib/web/wake'
import { ConnectionJson, connectionJson, moduleParams, OptionalSettings } from '../../connection-json'

const tag = 'Microsoft 365'

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
    body: OptionalSettings,
    response: ConnectionJson,
    async run(context, { params, body }) {
      const { id } = await enableConnection(context, signInDeps(context), params.module, body)
      await requestConnections([id])
      return connectionJson(await viewConnection(context, params.module))
    },
  }),
  PATCH: apiRoute({
    summary: 'Change what is mapped and how; each member given replaces the whole one',
    tag,
    params: moduleParams,
    body: OptionalSettings,
    response: ConnectionJson,
    async run(context, { params, body }) {
      const { id } = await changeConnection(context, params.module, body)
      await requestConnections([id])
      return connectionJson(await viewConnection(context, params.module))
    },
  }),
  DELETE: apiRoute({
    summary: 'Disable a module: its container is removed from Microsoft 365, or kept as an ordinary one',
    tag,
    params: moduleParams,
    query: z.strictObject({ keep: z.enum(['true', 'false']).optional() }),
    response: ConnectionJson,
    status: 202,
    async run(context, { params, query }) {
      const row = await disableConnection(context, params.module, { keep: query.keep === 'true' })
      if (row?.status === 'disabling') await requestConnections([row.id])
      return connectionJson(await viewConnection(context, params.module))
    },
  }),
})
