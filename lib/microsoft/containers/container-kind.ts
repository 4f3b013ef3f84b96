import { productName } from '@/lib/product'

/** The kind of folder a module lives in, and how Graph addresses it. All paths are relative to `/users/{id}`. */
export type ContainerKind = {
  /** Where containers are listed and created, e.g. `/contactFolders`. */
  collection: string
  /** The property that holds the name. */
  nameProperty: 'displayName' | 'name'
  /** The extended properties by which we know our own; lists are not covered by them. */
  marked: boolean
  /** The collection of items below one container, e.g. `/contacts`. */
  items: string
  /** The path of the items' delta below one container. */
  delta: string
  /** The collection that one item is read and written in: the mailbox's, where an item is found wherever it was moved to. */
  itemPath(containerId: string): string
  /** A collection of the user's items wherever they are; null when there is none. */
  samplePath: string | null
  /** Leads from an item to its container, for items that do not tell themselves. */
  itemContainer: string | null
  /** What the activity says of an item that was moved out of the container. */
  movedReason: 'moved-to-another-folder' | 'moved-to-another-calendar' | 'moved-to-another-list'
  /** Whether an item that is moved out gets another id, so that it is found only by looking into the other containers. */
  movesChangeIds: boolean
  /** Whether Microsoft tells of changes whoever we act as, or only where the user has signed in herself. */
  notifies: 'always' | 'signed-in-user'
  names: { en: string; fr: string }
}

export const contactFolder: ContainerKind = {
  collection: '/contactFolders',
  nameProperty: 'displayName',
  marked: true,
  items: '/contacts',
  delta: '/contacts/delta',
  itemPath: () => '/contacts',
  samplePath: '/contacts',
  itemContainer: null,
  movedReason: 'moved-to-another-folder',
  movesChangeIds: false,
  notifies: 'always',
  names: { en: `${productName} Contacts`, fr: `Contacts ${productName}` },
}

/**
 * Delta of one calendar is documented on its view only, that is, on a window of time
 * (learn.microsoft.com/graph/api/event-delta). Calendars take extended properties
 * (learn.microsoft.com/graph/api/singlevaluelegacyextendedproperty-post-singlevalueextendedproperties).
 */
export const calendar: ContainerKind = {
  collection: '/calendars',
  nameProperty: 'name',
  marked: true,
  items: '/events',
  delta: '/calendarView/delta',
  itemPath: () => '/events',
  samplePath: '/events',
  itemContainer: '/calendar',
  movedReason: 'moved-to-another-calendar',
  movesChangeIds: false,
  notifies: 'always',
  names: { en: productName, fr: productName },
}

/**
 * Lists of To Do take no mark that an application's own permission could read, and a name that is taken is not refused but
 * gets a suffix (observed, pnp/cli-microsoft365 issue 1610). A task is reached through its list only, and moving it
 * makes another task of it (learn.microsoft.com/graph/api/resources/todotask). Notifications of tasks need the user's own
 * sign-in (learn.microsoft.com/graph/api/subscription-post-subscriptions).
 */
export const todoList: ContainerKind = {
  collection: '/todo/lists',
  nameProperty: 'displayName',
  marked: false,
  items: '/tasks',
  delta: '/tasks/delta',
  itemPath: (containerId) => `/todo/lists/${encodeURIComponent(containerId)}/tasks`,
  samplePath: null,
  itemContainer: null,
  movedReason: 'moved-to-another-list',
  movesChangeIds: true,
  notifies: 'signed-in-user',
  names: { en: `${productName} Tasks`, fr: `Tâches ${productName}` },
}
