import { html } from 'hono/html'
import { GraphError } from '../graph/graph-error'
import { moveContact } from '../outlook/contact-verbs'
import { contactById } from '../outlook/find-contact'
import { defaultFolderOf, folderById } from '../outlook/find-folder'
import { permanentlyDeleteFolder, restoreFolder } from '../outlook/folder-verbs'
import { contactFolderId, contactId, deletedItems } from '../outlook/outlook'
import type { World } from '../world'
import { answerPage, page, problemLine, type Visitor, visitorOf } from './page'
import type { PageRoutes } from './page-routes'
import { formOf, userOf } from './user-page'

/** `/people/:user/deleted`: what was deleted lives on here, can come back, or be deleted for good. */
export function serveDeletedItems(routes: PageRoutes, world: World): void {
  const { outlook } = world

  routes.get('/people/:user/deleted', (context) => {
    const user = userOf(context, world, 'mailbox')
    return answerPage(context, deletedPage(visitorOf(context), world, user))
  })

  routes.post('/people/:user/deleted', async (context) => {
    const user = userOf(context, world, 'mailbox')
    const { fields } = await formOf(context)
    const [folderId, id] = [fields.get('folder'), fields.get('contact')]
    const restores = fields.get('action') === 'restore'
    try {
      outlook.atomically(() => {
        if (folderId !== undefined) {
          const folder = folderById(outlook, user.id, folderId)
          if (restores) restoreFolder(outlook, folder)
          else permanentlyDeleteFolder(outlook, world, folder)
        }
        if (id !== undefined) {
          const contact = contactById(outlook, user.id, id)
          if (restores) moveContact(outlook, world, contact, defaultFolderOf(user.id))
          else outlook.contacts.delete(contact.id)
        }
      })
      return context.redirect(`/people/${user.id}/deleted`, 303)
    } catch (failure) {
      if (!(failure instanceof GraphError)) throw failure
      return answerPage(context, deletedPage(visitorOf(context), world, user, failure.message), 409)
    }
  })
}

function deletedPage(
  visitor: Visitor,
  { outlook }: World,
  user: ReturnType<typeof userOf>,
  problem?: string,
) {
  const { t } = visitor
  const folders = outlook.foldersUnder(user.id, deletedItems).map((folder) => ({
    field: 'folder',
    id: contactFolderId(folder),
    text: `${folder.displayName} (${outlook.contactsIn(user.id, folder.number).length})`,
    kind: t.folder,
  }))
  const contacts = outlook.contactsIn(user.id, deletedItems).map((contact) => ({
    field: 'contact',
    id: contactId(contact, { immutableId: true }),
    text: contact.values.displayName || '—',
    kind: t.contact,
  }))
  const all = [...folders, ...contacts]
  return page(
    visitor,
    { title: t.deletedItems, user, tab: 'people' },
    html`<p><a href="/people/${user.id}">← ${t.contacts}</a></p>
      <h1>${t.deletedItems}</h1>
      ${problem === undefined ? '' : problemLine(visitor, problem)}
      ${all.length === 0 ? html`<p class="note">${t.nothingDeleted}</p>` : ''}
      <ul class="plain">
        ${all.map(
          ({ field, id, text, kind }) => html`<li>
            <form method="post" class="bar">
              <span class="grow">${text} <span class="note">${kind}</span></span>
              <input type="hidden" name="${field}" value="${id}" />
              <button name="action" value="restore">${t.restore}</button>
              <button name="action" value="erase" class="danger">${t.deleteForGood}</button>
            </form>
          </li>`,
        )}
      </ul>`,
  )
}
