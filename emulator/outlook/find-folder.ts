import type { Uncertain } from '../core/uncertain'
import { itemNotFound, malformedId } from '../graph/graph-error'
import { parseItemId } from './item-id'
import { defaultFolder, deletedItems, type FolderRow, mailboxRoot, type Outlook, rowId } from './outlook'

/** The default contacts folder. It has no row of its own: nobody can rename or delete it. */
export const defaultFolderOf = (userId: string): FolderRow => ({
  id: rowId(userId, defaultFolder),
  userId,
  number: defaultFolder,
  parent: mailboxRoot,
  displayName: 'Contacts',
  extended: {},
  version: 0,
})

/** Does the folder, or one above it, lie in Deleted Items? */
export function isDeleted(outlook: Outlook, folder: FolderRow): boolean {
  let at: FolderRow | undefined = folder
  while (at && at.number !== defaultFolder && at.parent !== defaultFolder) {
    if (at.parent === deletedItems) return true
    at = outlook.folders.get(rowId(at.userId, at.parent))
  }
  return at === undefined
}

/** A folder by its number, wherever it lies. */
export function folderNumbered(outlook: Outlook, userId: string, number: number): FolderRow | undefined {
  return number === defaultFolder ? defaultFolderOf(userId) : outlook.folders.get(rowId(userId, number))
}

/** A folder by id, also one that lies in Deleted Items. 400 for a malformed id, 404 for an unknown one. */
export function folderById(outlook: Outlook, userId: string, id: string): FolderRow {
  const address = parseItemId(id)
  if (address?.form !== 'folder') throw malformedId()
  const folder = address.mailboxId === userId && folderNumbered(outlook, userId, address.number)
  if (!folder) throw itemNotFound()
  return folder
}

/** A folder by id as a request for it sees it: gone once deleted, unless that reading is switched (U1). */
export function visibleFolder(
  outlook: Outlook,
  { U1 }: Pick<Uncertain, 'U1'>,
  userId: string,
  id: string,
): FolderRow {
  const folder = folderById(outlook, userId, id)
  if (U1 === '404' && isDeleted(outlook, folder)) throw itemNotFound()
  return folder
}
