import type { Collection } from '../core/collection'
import type { Store } from '../core/store'
import { type Conduct, type ConductValues, openConduct } from './conduct'
import type { ContactValues } from './contact-values'
import type { ExtendedProperties } from './extended-properties'
import { folderId, immutableItemId, ordinaryItemId } from './item-id'

/** Numbers of the folders that every mailbox has; the others are numbered by the mailbox's own sequence. */
export const defaultFolder = 0
export const mailboxRoot = 0x7fff_0000_0001
export const deletedItems = 0x7fff_0000_0002

export type FolderRow = {
  id: string
  userId: string
  number: number
  /** The default folder, another folder, or Deleted Items. */
  parent: number
  displayName: string
  extended: ExtendedProperties
  /** Position in the mailbox's sequence of its last change. */
  version: number
}

export type ContactRow = {
  id: string
  userId: string
  number: number
  /** Counts moves: the ordinary id carries it. */
  placement: number
  folder: number
  values: ContactValues
  extended: ExtendedProperties
  createdDateTime: string
  lastModifiedDateTime: string
  /** Position in the mailbox's sequence of the last change: what the changeKey is made of. */
  version: number
  /** Where delta lists it: `version`, unless the last change is one that delta does not tell. */
  listedAt: number
  /** When it came into this folder. */
  enteredAt: number
  /** Sequence of the last change of each property that changed since it came into this folder. */
  touched: Record<string, number>
}

/** Something left a folder, or a folder left the list: what delta tells as `@removed`. */
export type RemovalRow = {
  id: string
  userId: string
  kind: 'contact' | 'event' | 'folder' | 'task' | 'list'
  folder: number
  number: number
  placement: number
  version: number
}

/** A change that notifications tell of. `folder` is where the item is or was. */
export type ItemChange = {
  kind: 'contact' | 'event' | 'task'
  userId: string
  changeType: 'created' | 'updated' | 'deleted'
  folder: number
  item: Pick<ContactRow, 'number' | 'placement' | 'version'>
}

/** The mailboxes' contacts, and what all kinds of items share. Verbs change them, routes and pages call verbs. */
export type Outlook = {
  conduct: Conduct
  folders: Collection<FolderRow>
  contacts: Collection<ContactRow>
  removals: Collection<RemovalRow>
  foldersUnder(userId: string, parent: number): FolderRow[]
  contactsIn(userId: string, folder: number): ContactRow[]
  removalsFrom(userId: string, kind: RemovalRow['kind'], folder: number): RemovalRow[]
  /** The next position in a mailbox's sequence, and the one reached so far. */
  advance(userId: string): number
  position(userId: string): number
  atomically: Store['atomically']
  /** How often the delta tokens of a mailbox were expired. */
  deltaGeneration(userId: string): number
  /** Every delta token issued so far answers 410 from now on. */
  expireDeltaTokens(userId: string): void
  /** Tells `listener` of every change from now on; the same name takes the place of an earlier one. */
  onChange(name: string, listener: (change: ItemChange) => void): void
  announce(change: ItemChange): void
}

export const rowId = (userId: string, number: number) => `${userId}:${number}`

/** `conduct` are this emulator's own defaults for the knobs. */
export function openOutlook(store: Store, conduct: Partial<ConductValues> = {}): Outlook {
  const folders = store.collection<FolderRow>('contact-folders')
  const contacts = store.collection<ContactRow>('contacts')
  const removals = store.collection<RemovalRow>('contact-removals')
  const generations = store.collection<{ id: string; generation: number }>('delta-generations')
  const byParent = folders.indexBy(({ userId, parent }) => rowId(userId, parent))
  const byFolder = contacts.indexBy(({ userId, folder }) => rowId(userId, folder))
  const removed = removals.indexBy(({ userId, kind, folder }) => `${kind}:${rowId(userId, folder)}`)
  const listeners = new Map<string, (change: ItemChange) => void>()
  const deltaGeneration = (userId: string) => generations.get(userId)?.generation ?? 0
  return {
    conduct: openConduct({ store }, conduct),
    folders,
    contacts,
    removals,
    foldersUnder: (userId, parent) => byParent(rowId(userId, parent)),
    contactsIn: (userId, folder) => byFolder(rowId(userId, folder)),
    removalsFrom: (userId, kind, folder) => removed(`${kind}:${rowId(userId, folder)}`),
    advance: (userId) => store.next(`mailbox ${userId}`),
    position: (userId) => store.last(`mailbox ${userId}`),
    atomically: (work) => store.atomically(work),
    deltaGeneration,
    expireDeltaTokens(userId) {
      generations.put({ id: userId, generation: deltaGeneration(userId) + 1 })
    },
    onChange: (name, listener) => void listeners.set(name, listener),
    announce(change) {
      for (const listener of listeners.values()) listener(change)
    },
  }
}

/** The id of an item in the format that the request prefers. */
export function contactId(
  { userId, number, placement }: Pick<ContactRow, 'userId' | 'number' | 'placement'>,
  { immutableId }: { immutableId: boolean },
): string {
  return immutableId ? immutableItemId(userId, number) : ordinaryItemId(userId, number, placement)
}

export const contactFolderId = ({ userId, number }: Pick<FolderRow, 'userId' | 'number'>) =>
  folderId(userId, number)
