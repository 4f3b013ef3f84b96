import { resendInvitation } from '@/lib/access/invitations/change-invitation'
import { apiResource } from '@/lib/web/api/api-resource'
import { apiRoute } from '@/lib/web/api/api-route'
import { idParams } from '@/lib/web/api/list'
import { InvitationJson, invitationJson } from '../../schema'

export const { GET, POST, PUT, PATCH, DELETE } = apiResource('/invitations/{id}/resend', {
  POST: apiRoute({
    summary:
      'Send an invitation again, for another seven days; the link sent before is worthless from then on',
    tag: 'People',
    permission: 'manage-users',
    params: idParams,
    response: InvitationJson,
    status: 200,
    run: async (context, { params }) => invitationJson(await resendInvitation(context, params.id)),
  }),
})
