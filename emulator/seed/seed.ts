import type { Tenant, User } from '../directory/entities'

/** The state that a fresh emulator and `reset` start from: plain data. */
export type Seed = {
  tenants: readonly Tenant[]
  users: readonly SeedUser[]
  /** Apps whose admin consent is granted from the start, with everything their registration asks for. */
  consents: readonly { tenantId: string; appId: string; assignedUserIds?: readonly string[] }[]
  /** Contacts in default contact folders, in the form that `POST /me/contacts` takes. */
  contacts?: readonly { userId: string; contact: Record<string, unknown> }[]
  /** Tasks in the built-in task lists, in the form that `POST /me/todo/lists/{id}/tasks` takes. */
  tasks?: readonly { userId: string; task: Record<string, unknown> }[]
}

export type SeedUser = Pick<User, 'id' | 'tenantId' | 'userPrincipalName' | 'displayName'> & Partial<User>
