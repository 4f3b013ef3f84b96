import { createInvitation } from '@/lib/access/invitations/create-invitation'
import { listInvitations } from '@/lib/access/invitations/list-invitations'
import { lookUpInvited } from '@/lib/microsoft/directory/look-up-user'
import { apiResource } from '@/lib/web/api/api-resource'
import { apiRoute } from '@/lib/web/api/api-route'
import { listQuery, page, pageOf } from '@/lib/web/api/list'
import { InvitationBody, InvitationJson, invitationJson } from './schema'

const tag = 'People'
const permission = 'manage-users'

export const { GET, POST, PUT, PATCH, DELETE } = apiResource('/invitations', {
  GET: apiRoute({
    summary: 'Who has been invited',
    tag,
    permission,
    query: listQuery,
    response: page(InvitationJson),
    run: async (context, { query }) =>
      pageOf(await listInvitations(context, { limit: query.limit, after: query.cursor }), invitationJson),
  }),
  POST: apiRoute({
    summary: 'Invite somebody by e-mail; a Microsoft 365 user by the login she has there',
    tag,
    permission,
    body: InvitationBody,
    response: InvitationJson,
    prepare: (context, { body }) => lookUpInvited(context, body.microsoftUserId),
    run: async (context, { body }, directory) => {
      const { email, profileId, name, microsoftUserId } = body
      const invited = { name: name ?? undefined, microsoftUserId: microsoftUserId ?? undefined }
      return invitationJson(await createInvitation(context, directory, { email, profileId, ...invited }))
    },
  }),
})
