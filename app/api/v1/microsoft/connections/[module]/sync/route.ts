import { z } from 'zod'
import { requestRun } from '@/lib/sync/connections/request-run'
import { apiResource } from '@/lib/web/api/api-resource'
import { apiRoute } from '@/lib/web/api/api-route'
import { requestConnections } from '@/lib/web/wake'
import { moduleParams } from '../../../connection-json'

export const { GET, POST, PUT, PATCH, DELETE } = apiResource('/microsoft/connections/{module}/sync', {
  POST: apiRoute({
    summary: 'Ask for a run now; it may be one that serves several requests',
    tag: 'Microsoft 365',
    params: moduleParams,
    response: z.object({ runId: z.string() }),
    status: 202,
    idempotent: false,
    async run(context, { params }) {
      const { runId, connectionId } = await requestRun(context, params.module)
      await requestConnections([connectionId])
      return { runId }
    },
  }),
})
