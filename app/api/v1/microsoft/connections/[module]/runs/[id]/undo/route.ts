import { z } from 'zod'
import { undoRun } from '@/lib/sync/undo/undo-run'
import { apiResource } from '@/lib/web/api/api-resource'
import { apiRoute } from '@/lib/web/api/api-route'
import { goOnUndoing } from '@/lib/web/wake'
import { moduleParams } from '../../../../../connection-json'

export const { GET, POST, PUT, PATCH, DELETE } = apiResource(
  '/microsoft/connections/{module}/runs/{id}/undo',
  {
    POST: apiRoute({
      summary:
        'Undo what a run did, but for what was changed since; a run of its own, and once however often asked',
      tag: 'Microsoft 365',
      params: moduleParams.extend({ id: z.guid() }),
      response: z.object({ runId: z.string() }),
      status: 202,
      idempotent: false,
      async run(context, { params }) {
        const { runId, isDone } = await undoRun(context, params.module, params.id)
        if (!isDone) await goOnUndoing(runId)
        return { runId }
      },
    }),
  },
)
