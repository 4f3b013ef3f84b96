import { listJoinRequests } from '@/lib/access/join-requests/list-join-requests'
import { apiResource } from '@/lib/web/api/api-resource'
import { apiRoute } from '@/lib/web/api/api-route'
import { listQuery, page, pageOf } from '@/lib/web/api/list'
import { JoinRequestJson, joinRequestJson } from './schema'

export const { GET, POST, PUT, PATCH, DELETE } = apiResource('/join-requests', {
  GET: apiRoute({
    summary: 'Who has asked to join',
    tag: 'People',
    permission: 'manage-users',
    query: listQuery,
    response: page(JoinRequestJson),
    run: async (context, { query }) =>
      pageOf(await listJoinRequests(context, { limit: query.limit, after: query.cursor }), joinRequestJson),
  }),
})
