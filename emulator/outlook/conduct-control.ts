import type { Hono } from 'hono'
import { z } from 'zod'
import { touchEvent } from '../calendar/event-rows'
import { touchTask } from '../todo/task-verbs'
import type { World } from '../world'
import { conductSchema } from './conduct'
import { touchContact } from './contact-verbs'
import { deletedItems } from './outlook'

/**
 * `GET, PATCH /_emulator/conduct`: how lively Exchange is. `POST /_emulator/etags/move` `{ userId }`: the etags of all
 * of a user's contacts, events and tasks move without any edit, as they were seen to do overnight
 * (github.com/microsoftgraph/microsoft-graph-docs/issues/14632).
 */
export function serveConduct(app: Hono, world: World): void {
  const { outlook } = world
  app.get('/_emulator/conduct', (context) => context.json(outlook.conduct.values()))

  app.patch('/_emulator/conduct', async (context) => {
    const sent: unknown = await context.req.json().catch(() => null)
    const changes = z.strictObject(conductSchema.shape).partial().safeParse(sent)
    if (!changes.success) return context.json({ error: z.prettifyError(changes.error) }, 400)
    const given = z.record(z.string(), z.unknown()).parse(sent)
    // Defaults of the schema would otherwise undo earlier changes.
    const named = Object.entries(changes.data).filter(([name]) => name in given)
    outlook.conduct.set(Object.fromEntries(named))
    return context.json(outlook.conduct.values())
  })

  app.post('/_emulator/etags/move', async (context) => {
    const body = z.object({ userId: z.string() }).safeParse(await context.req.json().catch(() => null))
    if (!body.success) return context.json({ error: 'userId is needed.' }, 400)
    const { userId } = body.data
    const all = [...outlook.contacts.values()].filter(
      (contact) => contact.userId === userId && contact.folder !== deletedItems,
    )
    const events = [...world.calendars.events.values()].filter(
      (event) => event.userId === userId && event.calendar !== deletedItems,
    )
    const tasks = [...world.todo.tasks.values()].filter((task) => task.userId === userId)
    outlook.atomically(() => {
      for (const contact of all) touchContact(outlook, world, contact)
      for (const event of events) touchEvent(world, event)
      for (const task of tasks) touchTask(world, task)
    })
    return context.json({ moved: all.length + events.length + tasks.length })
  })
}
