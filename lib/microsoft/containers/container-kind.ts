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
  /** One item, by the mailbox: found wherever it has been moved to. */
  itemPath: string
  names: { en: string; fr: string }
}

export const contactFolder: ContainerKind = {
  collection: '/contactFolders',
  nameProperty: 'displayName',
  marked: true,
  items: '/contacts',
  delta: '/contacts/delta',
  itemPath: '/contacts',
  names: { en: `${productName} Contacts`, fr: `Contacts ${productName}` },
}
