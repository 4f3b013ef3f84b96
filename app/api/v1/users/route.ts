import { listMembers } from '@/lib/access/members/list-members'
import { apiResource } from '@/lib/web/api/api-resource'
import { apiRoute } from '@/lib/web/api/api-route'
import { listQuery, page, pageOf } from '@/lib/web/api/list'
import { UserJson, userJson } from './schema'

export const { GET, POST, PUT, PATCH, DELETE } = apiResource('/users', {
  GET: apiRoute({
    summary: 'The members of the organisation',
    tag: 'People',
    query: listQuery,
    response: page(UserJson),
    run: async (context, { query }) =>
      pageOf(await listMembers(context, { limit: query.limit, after: query.cursor }), userJson),
  }),
})
