import { revokeInvitation } from '@/lib/access/invitations/change-invitation'
import { apiResource } from '@/lib/web/api/api-resource'
import { apiRoute } from '@/lib/web/api/api-route'
import { idParams } from '@/lib/web/api/list'

export const { GET, POST, PUT, PATCH, DELETE } = apiResource('/invitations/{id}', {
  DELETE: apiRoute({
    summary: 'Take an invitation back: its link is worthless from then on',
    tag: 'People',
    permission: 'manage-users',
    params: idParams,
    response: null,
    run: (context, { params }) => revokeInvitation(context, params.id),
  }),
})
