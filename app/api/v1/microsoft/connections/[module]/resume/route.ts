import { z } from 'zod'
import { viewConnection } from '@/lib/sync/connections/connection-view'
import { resumeConnection } from '@/lib/sync/connections/resume-connection'
import { apiResource } from '@/lib/web/api/api-resource'
import { apiRoute } from '@/lib/web/api/api-route'
import { requestConnections } from '@/lib/web/wake'
import { ConnectionJson, connectionJson, moduleParams } from '../../../connection-json'

export const { GET, POST, PUT, PATCH, DELETE } = apiResource('/microsoft/connections/{module}/resume', {
  POST: apiRoute({
    summary: 'Decide a held run: carry the deletions out, or put back what is gone in Microsoft 365',
    tag: 'Microsoft 365',
    params: moduleParams,
    body: z.strictObject({ decision: z.enum(['apply', 'restore']) }),
    response: ConnectionJson,
    status: 200,
    idempotent: false,
    async run(context, { params, body }) {
      const { id } = await resumeConnection(context, params.module, body.decision)
      await requestConnections([id])
      return connectionJson(await viewConnection(context, params.module))
    },
  }),
})
