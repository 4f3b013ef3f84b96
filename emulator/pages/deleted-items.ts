import { moveContact } from '../outlook/contact-verbs'
import { contactById } from '../outlook/find-contact'
import { defaultFolderOf, folderById } from '../outlook/find-folder'
import { permanentlyDeleteFolder, restoreFolder } from '../outlook/folder-verbs'
import { contactFolderId, contactId, deletedItems } from '../outlook/outlook'
import type { World } from '../world'
import { serveDeleted } from './deleted-page'
import type { PageRoutes } from './page-routes'

/** `/people/:user/deleted`: deleted folders and contacts. */
export function serveDeletedItems(routes: PageRoutes, world: World): void {
  const { outlook } = world
  serveDeleted(routes, world, {
    tab: 'people',
    back: 'contacts',
    list: (user, t) => [
      ...outlook.foldersUnder(user.id, deletedItems).map((folder) => ({
        field: 'folder',
        id: contactFolderId(folder),
        text: `${folder.displayName} (${outlook.contactsIn(user.id, folder.number).length})`,
        kind: t.folder,
      })),
      ...outlook.contactsIn(user.id, deletedItems).map((contact) => ({
        field: 'contact',
        id: contactId(contact, { immutableId: true }),
        text: contact.values.displayName || '—',
        kind: t.contact,
      })),
    ],
    settle(user, { field, id }, restores) {
      if (field === 'folder') {
        const folder = folderById(outlook, user.id, id)
        if (restores) restoreFolder(outlook, folder)
        else permanentlyDeleteFolder(outlook, world, folder)
      } else {
        const contact = contactById(outlook, user.id, id)
        if (restores) moveContact(outlook, world, contact, defaultFolderOf(user.id))
        else outlook.contacts.delete(contact.id)
      }
    },
  })
}
