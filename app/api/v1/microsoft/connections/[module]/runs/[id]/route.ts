import { z } from 'zod'
import { readRun } from '@/lib/sync/activity/runs'
import { apiResource } from '@/lib/web/api/api-resource'
import { apiRoute } from '@/lib/web/api/api-route'
import { moduleParams, RunViewJson, runViewJson } from '../../../../connection-json'

export const { GET, POST, PUT, PATCH, DELETE } = apiResource('/microsoft/connections/{module}/runs/{id}', {
  GET: apiRoute({
    summary: 'One run; finishedAt is null while it works',
    tag: 'Microsoft 365',
    params: moduleParams.extend({ id: z.guid() }),
    response: RunViewJson,
    run: async (context, { params }) => runViewJson(await readRun(context, params.module, params.id)),
  }),
})
