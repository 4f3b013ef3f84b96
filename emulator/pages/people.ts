import type { Context } from 'hono'
import type { User } from '../directory/entities'
import { GraphError } from '../graph/graph-error'
import { deleteContact, moveContact } from '../outlook/contact-verbs'
import { visibleContact } from '../outlook/find-contact'
import { defaultFolderOf, visibleFolder } from '../outlook/find-folder'
import { createFolder, deleteFolder, updateFolder } from '../outlook/folder-verbs'
import { contactFolderId, type FolderRow } from '../outlook/outlook'
import type { World } from '../world'
import { answerPage, visitorOf } from './page'
import type { PageRoutes } from './page-routes'
import { peopleList } from './people-list'
import { formOf, personByHint, userOf } from './user-page'

/** `/people/:user`: contacts and their folders, as the user has them in Outlook. */
export function servePeople(routes: PageRoutes, world: World): void {
  const { outlook } = world

  const listPage = (context: Context, user: User, folder: FolderRow, problem?: string) =>
    answerPage(
      context,
      peopleList(visitorOf(context), outlook, {
        user,
        folder,
        search: context.req.query('q') ?? '',
        pageNumber: Math.max(0, Number(context.req.query('page') ?? 0) || 0),
        ...(problem === undefined ? {} : { problem }),
      }),
      problem === undefined ? 200 : 409,
    )

  /** Does something to a folder and shows the list again, with what was refused. */
  const act = (context: Context, user: User, folder: FolderRow, work: () => FolderRow) => {
    try {
      return context.redirect(listPath(user, outlook.atomically(work)), 303)
    } catch (failure) {
      if (!(failure instanceof GraphError)) throw failure
      return listPage(context, user, folder, failure.message)
    }
  }

  // As Outlook on the web takes links: of the person who is signed in, or whom the hint names.
  routes.get('/people', (context) => {
    const user = personByHint(context, world)
    return context.redirect(user ? `/people/${user.id}` : '/')
  })

  routes.get('/people/:user', (context) => {
    const user = userOf(context, world, 'mailbox')
    return listPage(context, user, folderNamed(world, user, context.req.query('folder')))
  })

  routes.post('/people/:user/selected', async (context) => {
    const user = userOf(context, world, 'mailbox')
    const { fields, all } = await formOf(context)
    const folder = folderNamed(world, user, fields.get('folder'))
    return act(context, user, folder, () => {
      const to = fields.get('action') === 'move' ? folderNamed(world, user, fields.get('to')) : null
      for (const id of all('contact')) {
        const contact = visibleContact(outlook, world.settings.uncertain, user.id, id)
        if (to) moveContact(outlook, world, contact, to)
        else deleteContact(outlook, world, contact)
      }
      return folder
    })
  })

  routes.post('/people/:user/folders', async (context) => {
    const user = userOf(context, world, 'mailbox')
    const { fields } = await formOf(context)
    const parent = defaultFolderOf(user.id)
    const displayName = fields.get('displayName')?.trim() ?? ''
    return act(context, user, parent, () => createFolder(outlook, user.id, parent.number, { displayName }))
  })

  routes.post('/people/:user/folders/:folder/rename', async (context) => {
    const user = userOf(context, world, 'mailbox')
    const { fields } = await formOf(context)
    const folder = folderNamed(world, user, context.req.param('folder'))
    const displayName = fields.get('displayName')?.trim() ?? ''
    return act(context, user, folder, () => updateFolder(outlook, folder, { displayName }))
  })

  routes.post('/people/:user/folders/:folder/delete', (context) => {
    const user = userOf(context, world, 'mailbox')
    const folder = folderNamed(world, user, context.req.param('folder'))
    return act(context, user, folder, () => {
      deleteFolder(outlook, world, folder)
      return defaultFolderOf(user.id)
    })
  })
}

/** The folder with that id; the default one when none is named. */
export function folderNamed({ outlook, settings }: World, user: User, id: string | undefined): FolderRow {
  if (id === undefined || id === '') return defaultFolderOf(user.id)
  return visibleFolder(outlook, settings.uncertain, user.id, id)
}

export const listPath = (user: User, folder: FolderRow) =>
  `/people/${user.id}?folder=${encodeURIComponent(contactFolderId(folder))}`
