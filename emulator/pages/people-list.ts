import { html, raw } from 'hono/html'
import type { User } from '../directory/entities'
import { defaultFolderOf } from '../outlook/find-folder'
import {
  type ContactRow,
  contactFolderId,
  contactId,
  defaultFolder,
  type FolderRow,
  type Outlook,
} from '../outlook/outlook'
import type { Markup, Visitor } from './page'
import { page, problemLine } from './page'

const perPage = 100

/** Folders that people see beside their contacts, the default one first. */
export function foldersOf(outlook: Outlook, userId: string): FolderRow[] {
  const made = outlook.foldersUnder(userId, defaultFolder)
  return [defaultFolderOf(userId), ...made.sort((a, b) => a.displayName.localeCompare(b.displayName))]
}

/** The contacts of a folder, with a search, a form to move or delete some, and the folder's own actions. */
export function peopleList(
  visitor: Visitor,
  outlook: Outlook,
  about: { user: User; folder: FolderRow; search: string; pageNumber: number; problem?: string },
): Markup {
  const { t } = visitor
  const { user, folder, search, pageNumber } = about
  const folders = foldersOf(outlook, user.id)
  const found = outlook
    .contactsIn(user.id, folder.number)
    .filter((contact) => matches(contact, search))
    .sort((a, b) => (a.values.displayName ?? '').localeCompare(b.values.displayName ?? ''))
  const shown = found.slice(pageNumber * perPage, (pageNumber + 1) * perPage)
  const link = (to: number) =>
    `/people/${user.id}?${new URLSearchParams({ folder: contactFolderId(folder), q: search, page: String(to) })}`
  return page(
    visitor,
    { title: t.people, user, tab: 'people' },
    html`<div class="columns">
      ${folderColumn(visitor, user, folders, folder)}
      <section>
        <h1>${folder.displayName} <span class="note">${found.length}</span></h1>
        ${about.problem === undefined ? '' : problemLine(visitor, about.problem)}
        <div class="bar">
          <form class="grow" role="search">
            <input type="hidden" name="folder" value="${contactFolderId(folder)}" />
            <label><span class="visually-hidden">${t.searchContacts}</span>
              <input type="search" name="q" value="${search}" placeholder="${t.searchContacts}" /></label>
          </form>
          <a class="button main" href="/people/${user.id}/new?folder=${encodeURIComponent(contactFolderId(folder))}">${t.newContact}</a>
        </div>
        ${shown.length === 0 ? html`<p class="note">${search === '' ? t.nobodyHere : t.nothingFound}</p>` : contactTable(visitor, user, folders, folder, shown)}
        <div class="row">
          ${pageNumber > 0 ? html`<a class="button" href="${link(pageNumber - 1)}">${t.previous}</a>` : ''}
          ${(pageNumber + 1) * perPage < found.length ? html`<a class="button" href="${link(pageNumber + 1)}">${t.next}</a>` : ''}
        </div>
      </section>
    </div>`,
  )
}

function folderColumn({ t }: Visitor, user: User, folders: readonly FolderRow[], current: FolderRow): Markup {
  const isOwn = current.number !== defaultFolder
  return html`<aside>
    <h2>${t.folders}</h2>
    <ul class="plain folders">
      ${folders.map(
        (folder) => html`<li>
          <a
            href="/people/${user.id}?folder=${encodeURIComponent(contactFolderId(folder))}"
            ${folder.number === current.number ? raw('aria-current="page"') : ''}
            >${folder.displayName}</a
          >
        </li>`,
      )}
      <li><a href="/people/${user.id}/deleted">${t.deletedItems}</a></li>
    </ul>
    <details>
      <summary>${t.newFolder}</summary>
      ${nameForm(t.folderName, t.create, `/people/${user.id}/folders`, '')}
    </details>
    ${
      isOwn
        ? html`<details>
              <summary>${t.renameFolder}</summary>
              ${nameForm(t.folderName, t.rename, `/people/${user.id}/folders/${contactFolderId(current)}/rename`, current.displayName)}
            </details>
            <details>
              <summary>${t.deleteFolder}</summary>
              <form method="post" action="/people/${user.id}/folders/${contactFolderId(current)}/delete">
                <p class="note">${current.displayName}</p>
                <button class="danger">${t.deleteFolder}</button>
              </form>
            </details>`
        : ''
    }
  </aside>`
}

function nameForm(label: string, button: string, action: string, value: string): Markup {
  return html`<form method="post" action="${action}" class="bar">
    <label class="grow">${label}<input name="displayName" required maxlength="255" value="${value}" /></label>
    <button>${button}</button>
  </form>`
}

function contactTable(
  { t }: Visitor,
  user: User,
  folders: readonly FolderRow[],
  current: FolderRow,
  contacts: readonly ContactRow[],
): Markup {
  return html`<form method="post" action="/people/${user.id}/selected">
    <input type="hidden" name="folder" value="${contactFolderId(current)}" />
    <table>
      <thead>
        <tr>
          <th><span class="visually-hidden">${t.select}</span></th>
          <th>${t.name}</th>
          <th class="wide">${t.company}</th>
          <th>${t.email}</th>
          <th class="wide">${t.phone}</th>
        </tr>
      </thead>
      <tbody>
        ${contacts.map((contact) => contactLine(t.select, user, contact))}
      </tbody>
    </table>
    <div class="bar">
      <label class="inline">${t.moveTo}
        <select name="to">
          ${folders
            .filter(({ number }) => number !== current.number)
            .map((folder) => html`<option value="${contactFolderId(folder)}">${folder.displayName}</option>`)}
        </select></label>
      <button name="action" value="move">${t.move}</button>
      <button name="action" value="delete" class="danger">${t.delete}</button>
    </div>
  </form>`
}

function contactLine(select: string, user: User, contact: ContactRow): Markup {
  const { values } = contact
  const id = contactId(contact, { immutableId: true })
  const name = values.displayName || values.emailAddresses[0]?.address || '—'
  return html`<tr>
    <td><input type="checkbox" name="contact" value="${id}" aria-label="${select} ${name}" /></td>
    <td><a href="/people/${user.id}/contact/${id}">${name}</a></td>
    <td class="wide">${values.companyName}</td>
    <td>${values.emailAddresses[0]?.address}</td>
    <td class="wide">${values.mobilePhone ?? values.businessPhones[0]}</td>
  </tr>`
}

function matches({ values }: ContactRow, search: string): boolean {
  const wanted = search.trim().toLowerCase()
  if (wanted === '') return true
  const texts = [
    values.displayName,
    values.companyName,
    values.mobilePhone,
    ...values.businessPhones,
    ...values.emailAddresses.map(({ address }) => address),
  ]
  return texts.some((text) => text?.toLowerCase().includes(wanted))
}
