import type { Part } from '../part'
import type { World } from '../world'
import { serveConduct } from './conduct-control'
import { contactFolderRoutes } from './contact-folder-routes'
import { contactRoutes } from './contact-routes'
import { storeContact } from './contact-verbs'
import { defaultFolderOf } from './find-folder'
import { parseContact } from './parse-contact'

/** Mailboxes' contacts. */
export const outlookPart: Part = {
  name: 'outlook',
  graph: [...contactFolderRoutes, ...contactRoutes],
  plant: plantContacts,
  control: serveConduct,
}

function plantContacts(world: World): void {
  for (const { userId, contact } of world.seed.contacts ?? [])
    storeContact(
      world.outlook,
      world,
      defaultFolderOf(userId),
      parseContact(contact, 'create', world.settings.uncertain),
    )
}
