import type { Uncertain } from '../core/uncertain'
import { itemNotFound, malformedId } from '../graph/graph-error'
import { folderNumbered, isDeleted } from './find-folder'
import { parseItemId } from './item-id'
import { type ContactRow, deletedItems, type Outlook, rowId } from './outlook'

/**
 * A contact by either form of its id, wherever it lies, Deleted Items included.
 * 400 for a malformed id, before anything is looked up; 404 for one that is unknown, of another mailbox, or from
 * before a move.
 */
export function contactById(outlook: Outlook, userId: string, id: string): ContactRow {
  const address = parseItemId(id)
  if (!address || address.form === 'folder') throw malformedId()
  const contact = outlook.contacts.get(rowId(address.mailboxId, address.number))
  const moved = address.form === 'ordinary' && contact?.placement !== address.placement
  if (!contact || contact.userId !== userId || moved) throw itemNotFound()
  return contact
}

/** A contact as a request for it sees it: gone once it, or its folder, was deleted (but see U1). */
export function visibleContact(
  outlook: Outlook,
  { U1 }: Pick<Uncertain, 'U1'>,
  userId: string,
  id: string,
  folder?: number,
): ContactRow {
  const contact = contactById(outlook, userId, id)
  if (contact.folder === deletedItems || (folder !== undefined && contact.folder !== folder))
    throw itemNotFound()
  const within = folderNumbered(outlook, userId, contact.folder)
  if (!within || (U1 === '404' && isDeleted(outlook, within))) throw itemNotFound()
  return contact
}
