import type { Context } from 'hono'
import { html } from 'hono/html'
import type { User } from '../directory/entities'
import { GraphError } from '../graph/graph-error'
import { emptyContact } from '../outlook/contact-values'
import { createContact, deleteContact, moveContact, updateContact } from '../outlook/contact-verbs'
import { visibleContact } from '../outlook/find-contact'
import { folderNumbered } from '../outlook/find-folder'
import { type ContactRow, contactFolderId, contactId, type FolderRow } from '../outlook/outlook'
import { parseContact } from '../outlook/parse-contact'
import type { World } from '../world'
import { contactInputs } from './contact-form'
import { changesOfForm, formOfContact } from './contact-form-fields'
import { answerPage, page, problemLine, type Visitor, visitorOf } from './page'
import type { PageRoutes } from './page-routes'
import { folderNamed, listPath } from './people'
import { foldersOf } from './people-list'
import { formOf, userOf } from './user-page'

type Shown = { user: User; folder: FolderRow; contact: ContactRow | null; form: ReadonlyMap<string, string> }

/** One contact: new, shown, changed, moved, deleted. */
export function serveContactPages(routes: PageRoutes, world: World): void {
  const { outlook, settings } = world
  const contactOf = (context: Context, user: User) =>
    visibleContact(outlook, settings.uncertain, user.id, context.req.param('contact') ?? '')
  const pathOf = (user: User, contact: ContactRow) =>
    `/people/${user.id}/contact/${contactId(contact, { immutableId: true })}`
  const folderOf = (user: User, contact: ContactRow) =>
    folderNumbered(outlook, user.id, contact.folder) ?? folderNamed(world, user, undefined)

  routes.get('/people/:user/new', (context) => {
    const user = userOf(context, world, 'mailbox')
    const folder = folderNamed(world, user, context.req.query('folder'))
    const form = formOfContact(emptyContact())
    return answerPage(context, contactPage(visitorOf(context), world, { user, folder, contact: null, form }))
  })

  routes.post('/people/:user/new', async (context) => {
    const user = userOf(context, world, 'mailbox')
    const { fields } = await formOf(context)
    const folder = folderNamed(world, user, fields.get('folder'))
    try {
      const body = parseContact(changesOfForm(emptyContact(), fields), 'create', settings.uncertain)
      outlook.atomically(() => createContact(outlook, world, folder, body))
      return context.redirect(listPath(user, folder), 303)
    } catch (failure) {
      return refused(context, world, { user, folder, contact: null, form: fields }, failure)
    }
  })

  routes.get('/people/:user/contact/:contact', (context) => {
    const user = userOf(context, world, 'mailbox')
    const contact = contactOf(context, user)
    const shown = { user, folder: folderOf(user, contact), contact, form: formOfContact(contact.values) }
    const saved = context.req.query('saved') !== undefined
    return answerPage(context, contactPage(visitorOf(context), world, { ...shown, saved }))
  })

  routes.post('/people/:user/contact/:contact', async (context) => {
    const user = userOf(context, world, 'mailbox')
    const contact = contactOf(context, user)
    const { fields } = await formOf(context)
    try {
      const body = parseContact(changesOfForm(contact.values, fields), 'update', settings.uncertain)
      if (Object.keys(body.write).length > 0)
        outlook.atomically(() => updateContact(outlook, world, contact, body))
      return context.redirect(`${pathOf(user, contact)}?saved`, 303)
    } catch (failure) {
      return refused(
        context,
        world,
        { user, folder: folderOf(user, contact), contact, form: fields },
        failure,
      )
    }
  })

  routes.post('/people/:user/contact/:contact/move', async (context) => {
    const user = userOf(context, world, 'mailbox')
    const contact = contactOf(context, user)
    const { fields } = await formOf(context)
    const folder = folderNamed(world, user, fields.get('to'))
    outlook.atomically(() => moveContact(outlook, world, contact, folder))
    return context.redirect(listPath(user, folder), 303)
  })

  routes.post('/people/:user/contact/:contact/delete', (context) => {
    const user = userOf(context, world, 'mailbox')
    const contact = contactOf(context, user)
    outlook.atomically(() => deleteContact(outlook, world, contact))
    return context.redirect(listPath(user, folderOf(user, contact)), 303)
  })
}

/** The form again, with what was typed and why it was refused. */
function refused(context: Context, world: World, shown: Shown, failure: unknown) {
  if (!(failure instanceof GraphError)) throw failure
  const content = contactPage(visitorOf(context), world, { ...shown, problem: failure.message })
  return answerPage(context, content, 400)
}

function contactPage(
  visitor: Visitor,
  { outlook }: World,
  { user, folder, contact, form, problem, saved }: Shown & { problem?: string; saved?: boolean },
) {
  const { t } = visitor
  const title = contact ? contact.values.displayName || t.contact : t.newContact
  const action = contact
    ? `/people/${user.id}/contact/${contactId(contact, { immutableId: true })}`
    : `/people/${user.id}/new`
  return page(
    visitor,
    { title, user, tab: 'people' },
    html`<p><a href="${listPath(user, folder)}">← ${folder.displayName}</a></p>
      <h1>${title}</h1>
      ${problem === undefined ? '' : problemLine(visitor, problem)}
      ${saved ? html`<p class="good" role="status">${t.saved}</p>` : ''}
      <form method="post" action="${action}">
        <input type="hidden" name="folder" value="${contactFolderId(folder)}" />
        ${contactInputs(visitor, form)}
        <div class="row">
          <button class="main">${t.save}</button>
          <a class="button" href="${listPath(user, folder)}">${t.cancel}</a>
        </div>
      </form>
      ${
        contact
          ? html`<h2>${t.folder}</h2>
              <div class="bar">
                <form method="post" action="${action}/move" class="bar">
                  <label>${t.moveTo}
                    <select name="to">
                      ${foldersOf(outlook, user.id)
                        .filter(({ number }) => number !== folder.number)
                        .map(
                          (other) =>
                            html`<option value="${contactFolderId(other)}">${other.displayName}</option>`,
                        )}
                    </select>
                  </label>
                  <button>${t.move}</button>
                </form>
                <form method="post" action="${action}/delete"><button class="danger">${t.delete}</button></form>
              </div>`
          : ''
      }`,
  )
}
