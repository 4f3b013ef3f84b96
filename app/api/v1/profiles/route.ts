import { createProfile } from '@/lib/access/profiles/change-profiles'
import { listProfiles } from '@/lib/access/profiles/list-profiles'
import { apiResource } from '@/lib/web/api/api-resource'
import { apiRoute } from '@/lib/web/api/api-route'
import { listQuery, page, pageOf } from '@/lib/web/api/list'
import { ProfileBody, ProfileJson } from './schema'

export const { GET, POST, PUT, PATCH, DELETE } = apiResource('/profiles', {
  GET: apiRoute({
    summary: 'The profiles of the organisation',
    tag: 'People',
    query: listQuery,
    response: page(ProfileJson),
    run: async (context, { query }) =>
      pageOf(await listProfiles(context, { limit: query.limit, after: query.cursor }), (profile) => profile),
  }),
  POST: apiRoute({
    summary: 'Make a profile',
    tag: 'People',
    permission: 'manage-users',
    body: ProfileBody,
    response: ProfileJson,
    run: (context, { body }) => createProfile(context, body),
  }),
})
