import type { Part } from '../part'
import { userCountRoute, usersRoute } from './list-users'
import { plantDirectory } from './plant-seed'
import { mailboxSettingsRoute, organizationRoute, userRoute } from './user-routes'
import { usersDeltaRoute } from './users-delta'

/** Tenants and users. */
export const directoryPart: Part = {
  name: 'directory',
  graph: [userRoute, usersRoute, userCountRoute, usersDeltaRoute, organizationRoute, mailboxSettingsRoute],
  plant: plantDirectory,
}
