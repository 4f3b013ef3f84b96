import type { GraphCall, GraphReply } from '../graph/call'
import { GraphError, itemNotFound } from '../graph/graph-error'
import { type ContactView, contactToGraph, folderToGraph } from './contact-to-graph'
import { type DeltaEntry, deltaPage, syncStateNotFound, type TrackedList } from './delta-round'
import type { DeltaState } from './delta-token'
import { folderById, isDeleted } from './find-folder'
import { folderId } from './item-id'
import { assertSelectable, expandedProperty } from './item-query'
import {
  type ContactRow,
  contactId,
  defaultFolder,
  type FolderRow,
  type Outlook,
  type RemovalRow,
} from './outlook'
import { sampleContact, sampleFolder } from './samples'

/** Changes of the contacts of one folder: learn.microsoft.com/graph/api/contact-delta */
export function contactDelta(call: GraphCall, folder: FolderRow): GraphReply {
  const { outlook, settings, graphUrl } = call.world
  const expanded = expandOnDelta(call)
  assertSelectable(call.query.select, sampleContact, 'contact')
  return deltaPage(call, {
    name: `contacts of ${folder.id}`,
    context: `${graphUrl}/v1.0/$metadata#Collection(contact)`,
    entriesSince: (state) => {
      if (isDeleted(outlook, folder) && settings.uncertain.U2 === 'empty') return []
      const view = { ...call.prefer, select: state.select, expandedProperty: expanded, graphUrl }
      const hides = settings.uncertain.U16 === 'hidden'
      return [
        ...changedContacts(outlook, folder, state, view, hides),
        ...removedContacts(outlook, folder, state, view),
      ]
    },
  })
}

/** Changes of the contact folders themselves: learn.microsoft.com/graph/api/contactfolder-delta */
export function contactFolderDelta(call: GraphCall): GraphReply {
  const { outlook, graphUrl } = call.world
  const userId = call.user.id
  assertSelectable(call.query.select, sampleFolder, 'contactFolder')
  const list: TrackedList = {
    name: `folders of ${userId}`,
    context: `${graphUrl}/v1.0/$metadata#Collection(contactFolder)`,
    entriesSince: ({ position, start, select }) => [
      ...outlook
        .foldersUnder(userId, defaultFolder)
        .filter(({ version }) => version > position)
        .map((folder) => ({
          position: folder.version,
          show: () => ({
            '@odata.type': '#microsoft.graph.contactFolder',
            ...folderToGraph(folder, { select, expandedProperty: null, graphUrl }),
          }),
        })),
      ...outlook
        .removalsFrom(userId, 'folder', defaultFolder)
        .filter(({ version }) => version > position && version > start)
        .map((removal) => removedEntry('contactFolder', removal, folderId(userId, removal.number))),
    ],
  }
  return deltaPage(call, list)
}

/**
 * The folder that a delta of contacts is asked of. What a deleted one answers is not documented (U2); for mail folders
 * 404 with two codes was seen.
 */
export function deltaFolder({ world, user }: GraphCall, id: string): FolderRow {
  const folder = folderById(world.outlook, user.id, id)
  if (!isDeleted(world.outlook, folder)) return folder
  switch (world.settings.uncertain.U2) {
    case '404':
      throw itemNotFound()
    case '404-sync-folder':
      throw new GraphError(404, 'ErrorSyncFolderNotFound', 'The folder to sync could not be found.')
    case '410':
      throw syncStateNotFound()
    case 'empty':
      return folder
  }
}

/** `$expand` is not supported with delta and was seen to fail (U15). */
function expandOnDelta({ query, world }: GraphCall): string | null {
  if (query.expand === null || world.settings.uncertain.U15 === 'ignored') return null
  if (world.settings.uncertain.U15 === '500')
    throw new GraphError(500, 'ErrorInternalServerError', 'Value cannot be null. Parameter name: type')
  return expandedProperty(query.expand)
}

function changedContacts(
  outlook: Outlook,
  folder: FolderRow,
  { position, select }: Pick<DeltaState, 'position' | 'select'>,
  view: ContactView,
  hidesOthers: boolean,
): DeltaEntry[] {
  // Where changes of other properties are hidden, an item's place in the sequence is that of its last shown change.
  const positionOf = (contact: ContactRow) =>
    hidesOthers && select
      ? Math.max(contact.enteredAt, ...select.map((name) => contact.touched[name] ?? 0))
      : contact.listedAt
  return outlook
    .contactsIn(folder.userId, folder.number)
    .filter((contact) => positionOf(contact) > position)
    .map((contact) => ({
      position: positionOf(contact),
      show: () => ({ '@odata.type': '#microsoft.graph.contact', ...contactToGraph(contact, view) }),
    }))
}

/** Also contacts that moved to another folder; an immutable id is not told as removed when it is back. */
function removedContacts(
  outlook: Outlook,
  folder: FolderRow,
  { position, start }: Pick<DeltaState, 'position' | 'start'>,
  view: ContactView,
): DeltaEntry[] {
  return outlook
    .removalsFrom(folder.userId, 'contact', folder.number)
    .filter(({ version }) => version > position && version > start)
    .filter((removal) => {
      const back = outlook.contacts.get(`${removal.userId}:${removal.number}`)?.folder === folder.number
      return !(view.immutableId && back)
    })
    .map((removal) => removedEntry('contact', removal, contactId(removal, view)))
}

const removedEntry = (type: string, { version }: RemovalRow, id: string): DeltaEntry => ({
  position: version,
  show: () => ({ '@odata.type': `#microsoft.graph.${type}`, id, '@removed': { reason: 'deleted' } }),
})
