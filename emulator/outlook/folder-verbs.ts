import { GraphError } from '../graph/graph-error'
import type { World } from '../world'
import { type ExtendedProperties, withExtendedProperties } from './extended-properties'
import { isDeleted } from './find-folder'
import { defaultFolder, deletedItems, type FolderRow, type Outlook, rowId } from './outlook'

type FolderWrite = { displayName?: string; extended?: Record<string, string | null> }

/** Makes a folder under `parent`. 409 when the name is taken there. */
export function createFolder(
  outlook: Outlook,
  userId: string,
  parent: number,
  { displayName, extended = {} }: { displayName: string; extended?: Record<string, string | null> },
): FolderRow {
  refuseTakenName(outlook, userId, parent, displayName)
  const number = outlook.advance(userId)
  const none: ExtendedProperties = {}
  return outlook.folders.put({
    id: rowId(userId, number),
    userId,
    number,
    parent,
    displayName,
    extended: withExtendedProperties(none, extended),
    version: number,
  })
}

/** Renames a folder, or writes its extended properties. */
export function updateFolder(outlook: Outlook, folder: FolderRow, write: FolderWrite): FolderRow {
  if (folder.number === defaultFolder)
    throw new GraphError(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.')
  const { displayName = folder.displayName } = write
  if (displayName !== folder.displayName)
    refuseTakenName(outlook, folder.userId, folder.parent, displayName, folder.number)
  return outlook.folders.put({
    ...folder,
    displayName,
    extended: withExtendedProperties(folder.extended, write.extended ?? {}),
    version: outlook.advance(folder.userId),
  })
}

/**
 * Moves a folder with all that is in it into Deleted Items. It is not gone: another folder of the same name cannot
 * follow it there (github.com/microsoftgraph/msgraph-sdk-powershell/issues/2743), and the user can bring it back.
 */
export function deleteFolder(
  outlook: Outlook,
  { settings }: Pick<World, 'settings'>,
  folder: FolderRow,
): void {
  refuseDefault(folder, settings.uncertain.U38)
  if (isDeleted(outlook, folder)) {
    permanentlyDeleteFolder(outlook, { settings }, folder)
    return
  }
  if (nameTaken(outlook, folder.userId, deletedItems, folder.displayName)) {
    if (settings.uncertain.U34 === '204-without-effect') return
    throw settings.uncertain.U34 === '503' ? new GraphError(503, 'UnknownError', '') : folderExists()
  }
  leaveList(outlook, folder)
  outlook.folders.put({ ...folder, parent: deletedItems, version: outlook.advance(folder.userId) })
}

/** Removes a folder and all that is in it for good: learn.microsoft.com/graph/api/contactfolder-permanentdelete */
export function permanentlyDeleteFolder(
  outlook: Outlook,
  { settings }: Pick<World, 'settings'>,
  folder: FolderRow,
): void {
  refuseDefault(folder, settings.uncertain.U38)
  if (!isDeleted(outlook, folder)) leaveList(outlook, folder)
  erase(outlook, folder)
}

/** Takes a folder out of Deleted Items, back among the contact folders. */
export function restoreFolder(outlook: Outlook, folder: FolderRow): FolderRow {
  refuseTakenName(outlook, folder.userId, defaultFolder, folder.displayName)
  const version = outlook.advance(folder.userId)
  return outlook.folders.put({ ...folder, parent: defaultFolder, version })
}

function erase(outlook: Outlook, folder: FolderRow): void {
  for (const child of outlook.foldersUnder(folder.userId, folder.number)) erase(outlook, child)
  for (const contact of outlook.contactsIn(folder.userId, folder.number)) outlook.contacts.delete(contact.id)
  outlook.folders.delete(folder.id)
}

function leaveList(outlook: Outlook, folder: FolderRow): void {
  const version = outlook.advance(folder.userId)
  outlook.removals.put({
    id: `folder:${folder.id}:${version}`,
    userId: folder.userId,
    kind: 'folder',
    folder: defaultFolder,
    number: folder.number,
    placement: 0,
    version,
  })
}

function nameTaken(outlook: Outlook, userId: string, parent: number, name: string, except?: number): boolean {
  const wanted = name.toLowerCase()
  return outlook
    .foldersUnder(userId, parent)
    .some(({ displayName, number }) => displayName.toLowerCase() === wanted && number !== except)
}

function refuseTakenName(
  outlook: Outlook,
  userId: string,
  parent: number,
  name: string,
  except?: number,
): void {
  if (nameTaken(outlook, userId, parent, name, except)) throw folderExists()
}

function refuseDefault(folder: FolderRow, code: string): void {
  if (folder.number === defaultFolder)
    throw new GraphError(403, code, 'Distinguished folders cannot be deleted.')
}

export const folderExists = () =>
  new GraphError(409, 'ErrorFolderExists', 'A folder with the specified name already exists.')
