import { z } from 'zod'
import { readMember } from '@/lib/access/members/list-members'
import { updateMember } from '@/lib/access/members/update-member'
import { apiResource } from '@/lib/web/api/api-resource'
import { apiRoute } from '@/lib/web/api/api-route'
import { idParams } from '@/lib/web/api/list'
import { UserJson, userJson } from '../schema'

export const { GET, POST, PUT, PATCH, DELETE } = apiResource('/users/{id}', {
  GET: apiRoute({
    summary: 'One member',
    tag: 'People',
    params: idParams,
    response: UserJson,
    run: async (context, { params }) => userJson(await readMember(context, params.id)),
  }),
  PATCH: apiRoute({
    summary: 'Give a member another profile, deactivate or reactivate her',
    tag: 'People',
    permission: 'manage-users',
    params: idParams,
    body: z.strictObject({
      profileId: z.guid().optional(),
      status: z.enum(['active', 'deactivated']).optional(),
    }),
    response: UserJson,
    run: async (context, { params, body }) =>
      userJson(await updateMember(context, { id: params.id, ...body })),
  }),
})
