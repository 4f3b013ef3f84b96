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
  names: { en: productName, fr: productName },
}
