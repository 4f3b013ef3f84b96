import { deleteProfile, updateProfile } from '@/lib/access/profiles/change-profiles'
import { readProfile } from '@/lib/access/profiles/list-profiles'
import { apiResource } from '@/lib/web/api/api-resource'
import { apiRoute } from '@/lib/web/api/api-route'
import { idParams } from '@/lib/web/api/list'
import { ProfileBody, ProfileJson } from '../schema'

export const { GET, POST, PUT, PATCH, DELETE } = apiResource('/profiles/{id}', {
  GET: apiRoute({
    summary: 'One profile',
    tag: 'People',
    params: idParams,
    response: ProfileJson,
    run: (context, { params }) => readProfile(context, params.id),
  }),
  PATCH: apiRoute({
    summary: 'Change a profile',
    tag: 'People',
    permission: 'manage-users',
    params: idParams,
    body: ProfileBody.partial(),
    response: ProfileJson,
    run: (context, { params, body }) => updateProfile(context, { id: params.id, ...body }),
  }),
  DELETE: apiRoute({
    summary: 'Delete a profile that nobody has',
    tag: 'People',
    permission: 'manage-users',
    params: idParams,
    response: null,
    async run(context, { params }) {
      await deleteProfile(context, params.id)
      return undefined
    },
  }),
})
