import type { ApiHandler } from '@/lib/web/api/api-resource'
import { contactResources } from '../contacts/_resources'
import * as invitationResend from '../invitations/[id]/resend/route'
import * as invitation from '../invitations/[id]/route'
import * as invitations from '../invitations/route'
import * as joinRequestApproval from '../join-requests/[id]/approve/route'
import * as joinRequestRefusal from '../join-requests/[id]/decline/route'
import * as joinRequests from '../join-requests/route'
import { leadResources } from '../leads/_resources'
import * as me from '../me/route'
import { meetingResources } from '../meetings/_resources'
import * as activityRestore from '../microsoft/connections/[module]/activity/[id]/restore/route'
import * as activitySeen from '../microsoft/connections/[module]/activity/[id]/seen/route'
import * as activity from '../microsoft/connections/[module]/activity/route'
import * as preview from '../microsoft/connections/[module]/preview/route'
import * as resume from '../microsoft/connections/[module]/resume/route'
import * as connection from '../microsoft/connections/[module]/route'
import * as run from '../microsoft/connections/[module]/runs/[id]/route'
import * as runUndo from '../microsoft/connections/[module]/runs/[id]/undo/route'
import * as runs from '../microsoft/connections/[module]/runs/route'
import * as sync from '../microsoft/connections/[module]/sync/route'
import * as connections from '../microsoft/connections/route'
import * as moduleDefault from '../microsoft/defaults/[module]/route'
import * as moduleFields from '../microsoft/fields/[module]/route'
import * as tenantUsers from '../microsoft/users/route'
import * as profile from '../profiles/[id]/route'
import * as profiles from '../profiles/route'
import { taskResources } from '../tasks/_resources'
import * as user from '../users/[id]/route'
import * as users from '../users/route'

/** Every resource of the API. A test compares this list with the files that there are. */
export const resources: readonly ApiHandler[] = [
  me.GET,
  users.GET,
  user.GET,
  profiles.GET,
  profile.GET,
  invitations.GET,
  invitation.GET,
  invitationResend.GET,
  joinRequests.GET,
  joinRequestApproval.GET,
  joinRequestRefusal.GET,
  tenantUsers.GET,
  ...Object.values(contactResources).map((resource) => resource.GET),
  ...Object.values(leadResources).map((resource) => resource.GET),
  ...Object.values(meetingResources).map((resource) => resource.GET),
  ...Object.values(taskResources).map((resource) => resource.GET),
  connections.GET,
  connection.GET,
  sync.GET,
  runs.GET,
  run.GET,
  runUndo.GET,
  preview.GET,
  resume.GET,
  activity.GET,
  activityRestore.GET,
  activitySeen.GET,
  moduleDefault.GET,
  moduleFields.GET,
]
