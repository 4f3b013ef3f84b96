import { z } from 'zod'
import { restoreActivity } from '@/lib/sync/activity/restore-activity'
import { apiResource } from '@/lib/web/api/api-resource'
import { apiRoute } from '@/lib/web/api/api-route'
import { ActivityJson, activityJson } from '../../../../../activity-json'
import { moduleParams } from '../../../../../connection-json'

export const { GET, POST, PUT, PATCH, DELETE } = apiResource(
  '/microsoft/connections/{module}/activity/{id}/restore',
  {
    POST: apiRoute({
      summary: 'Put back the former or the lost value, or the deleted record',
      tag: 'Microsoft 365',
      params: moduleParams.extend({ id: z.guid() }),
      response: ActivityJson,
      status: 200,
      run: async (context, { params }) =>
        activityJson(await restoreActivity(context, params.module, params.id)),
    }),
  },
)
