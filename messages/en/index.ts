import shell from './shell.json'
import signIn from './sign-in.json'
import ui from './ui.json'

export const en = { ui, shell, signIn }
