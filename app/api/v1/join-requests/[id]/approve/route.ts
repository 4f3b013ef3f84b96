import { z } from 'zod'
import { approveJoinRequest } from '@/lib/access/join-requests/approve-join-request'
import { lookUpRequester } from '@/lib/microsoft/directory/look-up-user'
import { apiResource } from '@/lib/web/api/api-resource'
import { apiRoute } from '@/lib/web/api/api-route'
import { idParams } from '@/lib/web/api/list'
import { JoinRequestJson, joinRequestJson } from '../../schema'

export const { GET, POST, PUT, PATCH, DELETE } = apiResource('/join-requests/{id}/approve', {
  POST: apiRoute({
    summary: 'Make the person who asked a member, with a profile',
    tag: 'People',
    permission: 'manage-users',
    params: idParams,
    body: z.strictObject({ profileId: z.guid() }),
    response: JoinRequestJson,
    status: 200,
    prepare: (context, { params }) => lookUpRequester(context, params.id),
    run: async (context, { params, body }, directory) =>
      joinRequestJson(
        await approveJoinRequest(context, directory, { id: params.id, profileId: body.profileId }),
      ),
  }),
})
