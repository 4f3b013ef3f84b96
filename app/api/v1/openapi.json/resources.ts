import type { ApiHandler } from '@/lib/web/api/api-resource'
import { contactResources } from '../contacts/_resources'
import { leadResources } from '../leads/_resources'
import * as me from '../me/route'
import * as profile from '../profiles/[id]/route'
import * as profiles from '../profiles/route'
import * as user from '../users/[id]/route'
import * as users from '../users/route'

/** Every resource of the API. A test compares this list with the files that there are. */
export const resources: readonly ApiHandler[] = [
  me.GET,
  users.GET,
  user.GET,
  profiles.GET,
  profile.GET,
  ...Object.values(contactResources).map((resource) => resource.GET),
  ...Object.values(leadResources).map((resource) => resource.GET),
]
