import type { Tenant, User } from '../directory/entities'

/** The state that a fresh emulator and `reset` start from: plain data. */
export type Seed = {
  tenants: readonly Tenant[]
  users: readonly SeedUser[]
  /** Apps whose admin consent is granted from the start, with everything their registration asks for. */
  consents: readonly { tenantId: string; appId: string; assignedUserIds?: readonly string[] }[]
  /** Contacts in default contact folders, in the form that `POST /me/contacts` takes. */
  contacts?: readonly { userId: string; contact: Record<string, unknown> }[]
  /** Events of default calendars. */
  events?: readonly SeedEvent[]
  /** Tasks in the built-in task lists, in the form that `POST /me/todo/lists/{id}/tasks` takes. */
  tasks?: readonly { userId: string; task: Record<string, unknown> }[]
}

/** When an event of the seed takes place follows from when the seed is planted. */
export type SeedEvent = {
  userId: string
  /** 0 is the Monday of this week, 7 that of the next. */
  day: number
  /** `09:30` in the mailbox's zone; without it the event lasts whole days. */
  at?: string
  minutes?: number
  days?: number
  /** A patternedRecurrence's pattern; the series has no end. */
  pattern?: Record<string, unknown>
  /** The rest, in the form that `POST /me/events` takes. */
  event: Record<string, unknown>
}

export type SeedUser = Pick<User, 'id' | 'tenantId' | 'userPrincipalName' | 'displayName'> & Partial<User>
