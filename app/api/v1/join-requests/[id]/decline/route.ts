import { z } from 'zod'
import { declineJoinRequest } from '@/lib/access/join-requests/decide-join-request'
import { apiResource } from '@/lib/web/api/api-resource'
import { apiRoute } from '@/lib/web/api/api-route'
import { idParams } from '@/lib/web/api/list'
import { JoinRequestJson, joinRequestJson } from '../../schema'

export const { GET, POST, PUT, PATCH, DELETE } = apiResource('/join-requests/{id}/decline', {
  POST: apiRoute({
    summary: 'Refuse to let the person in; she is told, with the reason if there is one',
    tag: 'People',
    permission: 'manage-users',
    params: idParams,
    body: z.strictObject({ reason: z.string().trim().max(1000).nullish() }),
    response: JoinRequestJson,
    status: 200,
    run: async (context, { params, body }) =>
      joinRequestJson(await declineJoinRequest(context, { id: params.id, reason: body.reason || null })),
  }),
})
