import { z } from 'zod'
import { listActivity } from '@/lib/sync/activity/list-activity'
import { apiResource } from '@/lib/web/api/api-resource'
import { apiRoute } from '@/lib/web/api/api-route'
import { listQuery, page, pageOf } from '@/lib/web/api/list'
import { ActivityJson, activityActions, activityJson } from '../../../activity-json'
import { moduleParams } from '../../../connection-json'

export const { GET, POST, PUT, PATCH, DELETE } = apiResource('/microsoft/connections/{module}/activity', {
  GET: apiRoute({
    summary: 'What happened to which record, newest first',
    tag: 'Microsoft 365',
    params: moduleParams,
    query: listQuery.extend({
      recordId: z.guid().optional(),
      action: z.enum(activityActions).optional(),
      runId: z.guid().optional(),
    }),
    response: page(ActivityJson),
    run: async (context, { params, query: { cursor, ...query } }) =>
      pageOf(await listActivity(context, params.module, { ...query, after: cursor }), activityJson),
  }),
})
