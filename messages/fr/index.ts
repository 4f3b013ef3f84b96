import account from './account.json'
import audit from './audit.json'
import bin from './bin.json'
import calendar from './calendar.json'
import conflicts from './conflicts.json'
import connection from './connection.json'
import contact from './contact.json'
import erasure from './erasure.json'
import errors from './errors.json'
import held from './held.json'
import importing from './import.json'
import invitation from './invitation.json'
import join from './join.json'
import lateness from './lateness.json'
import lead from './lead.json'
import locks from './locks.json'
import mapping from './mapping.json'
import marketplace from './marketplace.json'
import meeting from './meeting.json'
import meetingForm from './meeting-form.json'
import microsoftFields from './microsoft-fields.json'
import overview from './overview.json'
import people from './people.json'
import permissions from './permissions.json'
import preview from './preview.json'
import recordSync from './record-sync.json'
import records from './records.json'
import recurrence from './recurrence.json'
import setUp from './set-up.json'
import settings from './settings.json'
import shell from './shell.json'
import signIn from './sign-in.json'
import syncActivity from './sync-activity.json'
import syncFields from './sync-fields.json'
import syncProblems from './sync-problems.json'
import task from './task.json'
import taskForm from './task-form.json'
import terms from './terms.json'
import ui from './ui.json'
import undo from './undo.json'
import users from './users.json'
import warnings from './warnings.json'

export const fr = {
  account,
  audit,
  bin,
  calendar,
  conflicts,
  connection,
  contact,
  erasure,
  errors,
  held,
  import: importing,
  invitation,
  join,
  lateness,
  lead,
  locks,
  mapping,
  marketplace,
  meeting,
  meetingForm,
  microsoftFields,
  overview,
  people,
  permissions,
  records,
  preview,
  recordSync,
  recurrence,
  settings,
  setUp,
  shell,
  signIn,
  syncActivity,
  syncFields,
  syncProblems,
  task,
  taskForm,
  terms,
  ui,
  undo,
  users,
  warnings,
}
