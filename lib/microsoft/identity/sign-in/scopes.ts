import { z } from 'zod'

export const SyncModule = z.enum(['meetings', 'contacts', 'tasks'])
export type SyncModule = z.infer<typeof SyncModule>

/** What a module needs of a person who signed in herself (learn.microsoft.com/graph/permissions-reference). */
const moduleScopes: Record<SyncModule, string> = {
  meetings: 'Calendars.ReadWrite',
  contacts: 'Contacts.ReadWrite',
  tasks: 'Tasks.ReadWrite',
}

export const scopesToAsk = (module: SyncModule): string[] => [
  'openid',
  'profile',
  'email',
  'offline_access',
  `https://graph.microsoft.com/${moduleScopes[module]}`,
  'https://graph.microsoft.com/User.Read',
]

/** Whether the scopes of somebody's token are enough for a module. */
export const allowsModule = (grantedScopes: readonly string[], module: SyncModule): boolean =>
  grantedScopes.includes(moduleScopes[module])
