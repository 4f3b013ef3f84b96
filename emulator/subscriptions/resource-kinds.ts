/** One kind of thing that can be watched. */
export type ResourceKind = {
  name: 'contact' | 'event' | 'message' | 'todoTask' | 'user'
  /** Longest life: learn.microsoft.com/graph/api/resources/subscription */
  maximumMinutes: number
  /** learn.microsoft.com/graph/api/subscription-post-subscriptions */
  delegated: readonly string[]
  application: readonly string[]
  /** Does it get `missed` and `subscriptionRemoved`? learn.microsoft.com/graph/change-notifications-lifecycle-events */
  allLifecycleEvents: boolean
  /** False: known, but this emulator has nothing of it to watch. */
  covered: boolean
}

const kinds: Record<ResourceKind['name'], ResourceKind> = {
  contact: {
    name: 'contact',
    maximumMinutes: 10_080,
    delegated: ['Contacts.Read', 'Contacts.ReadWrite'],
    application: ['Contacts.Read', 'Contacts.ReadWrite'],
    allLifecycleEvents: true,
    covered: true,
  },
  event: {
    name: 'event',
    maximumMinutes: 10_080,
    delegated: ['Calendars.Read', 'Calendars.ReadWrite'],
    application: ['Calendars.Read', 'Calendars.ReadWrite'],
    allLifecycleEvents: true,
    covered: true,
  },
  message: {
    name: 'message',
    maximumMinutes: 10_080,
    delegated: ['Mail.Read', 'Mail.ReadWrite'],
    application: ['Mail.Read', 'Mail.ReadWrite'],
    allLifecycleEvents: true,
    covered: false,
  },
  todoTask: {
    name: 'todoTask',
    maximumMinutes: 4_230,
    delegated: ['Tasks.ReadWrite'],
    application: [],
    allLifecycleEvents: false,
    covered: true,
  },
  user: {
    name: 'user',
    maximumMinutes: 41_760,
    delegated: ['User.Read.All', 'User.ReadWrite.All'],
    application: ['User.Read.All', 'User.ReadWrite.All'],
    allLifecycleEvents: false,
    covered: false,
  },
}

/** A resource path, read. `folderId` null = the default folder. */
export type WatchedResource = { kind: ResourceKind; userKey: string | null; folderId: string | null }

const owner = "(?:me|users(?:/([^/(]+)|\\('([^']+)'\\)))"
const segment = (name: string) => `${name}(?:/([^/(]+)|\\('([^']+)'\\))`

const forms: [RegExp, ResourceKind['name']][] = [
  [new RegExp(`^${owner}/contacts$`, 'i'), 'contact'],
  [new RegExp(`^${owner}/${segment('contactFolders')}/contacts$`, 'i'), 'contact'],
  [new RegExp(`^${owner}/events$`, 'i'), 'event'],
  [new RegExp(`^${owner}/${segment('calendars')}/events$`, 'i'), 'event'],
  [new RegExp(`^${owner}/messages$`, 'i'), 'message'],
  [new RegExp(`^${owner}/${segment('mailFolders')}/messages$`, 'i'), 'message'],
  [new RegExp(`^${owner}/todo/${segment('lists')}/tasks$`, 'i'), 'todoTask'],
  [/^users$/i, 'user'],
  [/^users\/([^/]+)$/i, 'user'],
]

/** Reads a resource path; null when it cannot be watched: folders, lists and single items themselves cannot. */
export function parseWatchedResource(resource: string): WatchedResource | null {
  const path = resource.replace(/^\//, '').replace(/\/$/, '')
  for (const [form, name] of forms) {
    const found = form.exec(path)
    if (!found) continue
    const [, user, quotedUser, folder, quotedFolder] = found
    return {
      kind: kinds[name],
      userKey: user ?? quotedUser ?? null,
      folderId: folder ?? quotedFolder ?? null,
    }
  }
  return null
}

export const kindNamed = (name: ResourceKind['name']) => kinds[name]
