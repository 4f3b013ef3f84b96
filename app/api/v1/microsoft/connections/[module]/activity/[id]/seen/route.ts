import { z } from 'zod'
import { markActivitySeen } from '@/lib/sync/activity/restore-activity'
import { apiResource } from '@/lib/web/api/api-resource'
import { apiRoute } from '@/lib/web/api/api-route'
import { moduleParams } from '../../../../../connection-json'

export const { GET, POST, PUT, PATCH, DELETE } = apiResource(
  '/microsoft/connections/{module}/activity/{id}/seen',
  {
    POST: apiRoute({
      summary: 'A conflict has been looked at',
      tag: 'Microsoft 365',
      params: moduleParams.extend({ id: z.guid() }),
      response: null,
      run: (context, { params }) => markActivitySeen(context, params.module, params.id),
    }),
  },
)
