import bin from './bin.json'
import contact from './contact.json'
import errors from './errors.json'
import importing from './import.json'
import lead from './lead.json'
import permissions from './permissions.json'
import records from './records.json'
import setUp from './set-up.json'
import settings from './settings.json'
import shell from './shell.json'
import signIn from './sign-in.json'
import ui from './ui.json'

export const en = {
  bin,
  contact,
  errors,
  import: importing,
  lead,
  permissions,
  records,
  setUp,
  settings,
  shell,
  signIn,
  ui,
}
