import type { Hono } from 'hono'
import { z } from 'zod'
import { GraphError } from '../graph/graph-error'
import { createContact } from '../outlook/contact-verbs'
import { defaultFolderOf, folderById } from '../outlook/find-folder'
import { contactId } from '../outlook/outlook'
import { parseContact } from '../outlook/parse-contact'
import type { World } from '../world'
import { ControlError, readJson } from './json-call'
import { findUser } from './users'

const Bulk = z.strictObject({
  contacts: z
    .array(
      z.strictObject({
        userId: z.string(),
        /** The default folder when not given. */
        folderId: z.string().optional(),
        /** In the form that `POST /me/contacts` takes. */
        items: z.array(z.record(z.string(), z.unknown())),
      }),
    )
    .default([]),
})

/** `POST /_emulator/seed`: many items at once, without the limits of Graph; whoever subscribed is told as usual. */
export function controlSeed(app: Hono, world: World): void {
  app.post('/_emulator/seed', async (context) => {
    const { contacts } = await readJson(context, Bulk)
    const made = world.store.atomically(() => contacts.map((group) => createContacts(world, group)))
    return context.json({ contacts: made }, 201)
  })
}

function createContacts(
  world: World,
  { userId, folderId, items }: z.output<typeof Bulk>['contacts'][number],
): { userId: string; ids: string[] } {
  const user = findUser(world, userId)
  try {
    const folder =
      folderId === undefined ? defaultFolderOf(user.id) : folderById(world.outlook, user.id, folderId)
    const bodies = items.map((item) => parseContact(item, 'create', world.settings.uncertain))
    const rows = bodies.map((body) => createContact(world.outlook, world, folder, body))
    return { userId: user.id, ids: rows.map((row) => contactId(row, { immutableId: false })) }
  } catch (failure) {
    if (failure instanceof GraphError) throw new ControlError(400, failure.message)
    throw failure
  }
}
