import { listRuns } from '@/lib/sync/activity/runs'
import { apiResource } from '@/lib/web/api/api-resource'
import { apiRoute } from '@/lib/web/api/api-route'
import { listQuery, page, pageOf } from '@/lib/web/api/list'
import { moduleParams, RunViewJson, runViewJson } from '../../../connection-json'

export const { GET, POST, PUT, PATCH, DELETE } = apiResource('/microsoft/connections/{module}/runs', {
  GET: apiRoute({
    summary: 'The runs of a connection, newest first',
    tag: 'Microsoft 365',
    params: moduleParams,
    query: listQuery,
    response: page(RunViewJson),
    run: async (context, { params, query: { cursor, limit } }) =>
      pageOf(await listRuns(context, params.module, { limit, after: cursor }), runViewJson),
  }),
})
