import type { GraphCall, GraphRoute } from '../graph/call'
import { ok } from '../graph/replies'
import { defaultUserProperties, userProperties } from './user-view'

/** `GET /users/{id | userPrincipalName}`, which also serves `/me`. */
export const userRoute: GraphRoute = {
  method: 'GET',
  path: '/users/:user',
  service: 'directory',
  permissions: {
    delegated: [
      'User.Read',
      'User.ReadBasic.All',
      'User.Read.All',
      'User.ReadWrite.All',
      'Directory.Read.All',
    ],
    application: ['User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All'],
  },
  query: ['$select'],
  handler(call: GraphCall) {
    const properties = userProperties(call.user)
    const selected = call.query.select ?? defaultUserProperties
    return ok({
      '@odata.context': `${call.world.graphUrl}/v1.0/$metadata#users/$entity`,
      ...Object.fromEntries(selected.map((name) => [name, properties[name] ?? null])),
    })
  },
}
