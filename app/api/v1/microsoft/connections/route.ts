import { z } from 'zod'
import { listConnections } from '@/lib/sync/connections/connection-view'
import { apiResource } from '@/lib/web/api/api-resource'
import { apiRoute } from '@/lib/web/api/api-route'
import { listQuery } from '@/lib/web/api/list'
import { ConnectionJson, connectionJson } from '../connection-json'

export const { GET, POST, PUT, PATCH, DELETE } = apiResource('/microsoft/connections', {
  GET: apiRoute({
    summary: "The user's connections, one per module",
    tag: 'Microsoft 365',
    query: listQuery,
    response: z.object({ items: z.array(ConnectionJson), nextCursor: z.null() }),
    run: async (context) => ({
      items: (await listConnections(context)).map(connectionJson),
      nextCursor: null,
    }),
  }),
})
