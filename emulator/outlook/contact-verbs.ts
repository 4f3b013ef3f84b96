import { GraphError } from '../graph/graph-error'
import type { World } from '../world'
import { addressProperties, type ContactValues, type ContactWrite, emptyContact } from './contact-values'
import { withDerivedNames } from './derive-names'
import { type ExtendedProperties, withExtendedProperties } from './extended-properties'
import {
  type ContactRow,
  deletedItems,
  type FolderRow,
  type ItemChange,
  type Outlook,
  rowId,
} from './outlook'
import type { ContactBody } from './parse-contact'

type Surroundings = Pick<World, 'clock' | 'scheduler' | 'random' | 'settings'>

/** Makes a contact in a folder, as Outlook and Graph do. */
export function createContact(
  outlook: Outlook,
  world: Surroundings,
  folder: Pick<FolderRow, 'userId' | 'number'>,
  body: ContactBody,
): ContactRow {
  const contact = storeContact(outlook, world, folder, body)
  announce(outlook, 'created', contact)
  settleLater(outlook, world, contact.id)
  return contact
}

/** Puts a contact into a folder as if it had always been there: nobody is told, nothing happens to it later. */
export function storeContact(
  outlook: Outlook,
  world: Pick<World, 'clock'>,
  folder: Pick<FolderRow, 'userId' | 'number'>,
  { write, extended }: ContactBody,
): ContactRow {
  const number = outlook.advance(folder.userId)
  const at = instant(world)
  const none: ExtendedProperties = {}
  return outlook.contacts.put({
    id: rowId(folder.userId, number),
    userId: folder.userId,
    number,
    placement: 0,
    folder: folder.number,
    values: withDerivedNames(emptyContact(), withoutBlankParts(write)),
    extended: withExtendedProperties(none, extended),
    createdDateTime: at,
    lastModifiedDateTime: at,
    version: number,
    listedAt: number,
    enteredAt: number,
    touched: {},
  })
}

/** Writes the properties that `write` holds and leaves the others. */
export function updateContact(
  outlook: Outlook,
  world: Surroundings,
  contact: ContactRow,
  { write, extended }: ContactBody,
): ContactRow {
  const version = outlook.advance(contact.userId)
  const whole = outlook.conduct.values().addressPatch === 'merged' ? merged(contact.values, write) : write
  const values = withDerivedNames(contact.values, withoutBlankParts(whole))
  const extendedOnly = Object.keys(write).length === 0 && Object.keys(extended).length > 0
  const hidden = extendedOnly && world.settings.uncertain.U14 === 'no'
  const changed = outlook.contacts.put({
    ...contact,
    values,
    extended: withExtendedProperties(contact.extended, extended),
    lastModifiedDateTime: instant(world),
    version,
    listedAt: hidden ? contact.listedAt : version,
    touched: { ...contact.touched, ...touchedBy(contact.values, values, version) },
  })
  announce(outlook, 'updated', changed)
  return changed
}

/** Deletes a contact: it goes to Deleted Items, from where the user can bring it back. */
export function deleteContact(outlook: Outlook, world: Surroundings, contact: ContactRow): void {
  leaveFolder(outlook, contact)
  arrive(outlook, world, contact, deletedItems)
}

/** Removes a contact for good. */
export function permanentlyDeleteContact(outlook: Outlook, contact: ContactRow): void {
  leaveFolder(outlook, contact)
  outlook.contacts.delete(contact.id)
}

/**
 * Moves a contact to another folder of the mailbox, which people do in Outlook and v1.0 has no call for. Its ordinary
 * id changes, its immutable id stays.
 */
export function moveContact(
  outlook: Outlook,
  world: Surroundings,
  contact: ContactRow,
  folder: Pick<FolderRow, 'number'>,
): ContactRow {
  if (contact.folder === folder.number) return contact
  leaveFolder(outlook, contact)
  const moved = arrive(outlook, world, contact, folder.number)
  announce(outlook, 'created', moved)
  return moved
}

/** Moves the etag without an edit, as Exchange does by itself at times. */
export function touchContact(outlook: Outlook, world: Surroundings, contact: ContactRow): ContactRow {
  const version = outlook.advance(contact.userId)
  const { settleTouchesLastModified } = outlook.conduct.values()
  const lastModifiedDateTime = settleTouchesLastModified ? instant(world) : contact.lastModifiedDateTime
  const touched = outlook.contacts.put({ ...contact, version, listedAt: version, lastModifiedDateTime })
  announce(outlook, 'updated', touched)
  return touched
}

/** 412 for a version that is no longer current: github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/7934 */
export const irresolvableConflict = () =>
  new GraphError(
    412,
    'ErrorIrresolvableConflict',
    'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
  )

/** In the seconds after a create Exchange writes once more by itself, and the etag of the answer is stale. */
function settleLater(outlook: Outlook, world: Surroundings, id: string): void {
  const { settleAfterMs } = outlook.conduct.values()
  if (settleAfterMs === 0) return
  world.scheduler.after(settleAfterMs, () => {
    const contact = outlook.contacts.get(id)
    if (contact && contact.folder !== deletedItems) touchContact(outlook, world, contact)
  })
}

function leaveFolder(outlook: Outlook, contact: ContactRow): void {
  const { userId, number, placement, folder } = contact
  const version = outlook.advance(userId)
  outlook.removals.put({
    id: `contact:${contact.id}:${version}`,
    userId,
    kind: 'contact',
    folder,
    number,
    placement,
    version,
  })
  announce(outlook, 'deleted', contact)
}

function arrive(outlook: Outlook, world: Surroundings, contact: ContactRow, folder: number): ContactRow {
  const version = outlook.advance(contact.userId)
  return outlook.contacts.put({
    ...contact,
    folder,
    placement: contact.placement + 1,
    lastModifiedDateTime: instant(world),
    version,
    listedAt: version,
    enteredAt: version,
    touched: {},
  })
}

function announce(outlook: Outlook, changeType: ItemChange['changeType'], contact: ContactRow): void {
  outlook.announce({
    kind: 'contact',
    userId: contact.userId,
    changeType,
    folder: contact.folder,
    item: contact,
  })
}

const instant = ({ clock }: Pick<World, 'clock'>) => `${clock.now().toISOString().slice(0, 19)}Z`

function merged(stored: ContactValues, write: ContactWrite): ContactWrite {
  const laid = { ...write }
  for (const name of addressProperties) {
    const sent = write[name]
    if (sent && Object.keys(sent).length > 0) laid[name] = { ...stored[name], ...sent }
  }
  return laid
}

/** An empty part of an address is absent on return. */
function withoutBlankParts(write: ContactWrite): ContactWrite {
  const laid = { ...write }
  for (const name of addressProperties) {
    const sent = write[name]
    if (sent) laid[name] = Object.fromEntries(Object.entries(sent).filter(([, text]) => text !== ''))
  }
  return laid
}

function touchedBy(before: ContactValues, after: ContactValues, version: number): Record<string, number> {
  const names = Object.keys(after) as (keyof ContactValues)[]
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  return Object.fromEntries(changed.map((name) => [name, version]))
}
