import contact from './contact.json'
import errors from './errors.json'
import lead from './lead.json'
import records from './records.json'
import shell from './shell.json'
import signIn from './sign-in.json'
import ui from './ui.json'

export const fr = { contact, errors, lead, records, shell, signIn, ui }
