import type { Hono } from 'hono'
import { z } from 'zod'
import { eventId } from '../calendar/event-id'
import { createEvent } from '../calendar/event-verbs'
import { calendarById, defaultCalendarOf } from '../calendar/find-calendar'
import { parseEvent } from '../calendar/parse-event'
import { createContact } from '../outlook/contact-verbs'
import { defaultFolderOf, folderById } from '../outlook/find-folder'
import { contactId } from '../outlook/outlook'
import { parseContact } from '../outlook/parse-contact'
import { defaultListOf, visibleList } from '../todo/find-list'
import { parseTask } from '../todo/parse-task'
import { createTask } from '../todo/task-verbs'
import { taskId } from '../todo/todo'
import type { World } from '../world'
import { orControlError, readJson } from './json-call'
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
  events: z
    .array(
      z.strictObject({
        userId: z.string(),
        /** The default calendar when not given. */
        calendarId: z.string().optional(),
        /** In the form that `POST /me/events` takes. */
        items: z.array(z.record(z.string(), z.unknown())),
      }),
    )
    .default([]),
  tasks: z
    .array(
      z.strictObject({
        userId: z.string(),
        /** The built-in list when not given. */
        listId: z.string().optional(),
        /** In the form that `POST /me/todo/lists/{id}/tasks` takes. */
        items: z.array(z.record(z.string(), z.unknown())),
      }),
    )
    .default([]),
})

type Groups = z.output<typeof Bulk>
type Made = { userId: string; ids: string[] }

/** `POST /_emulator/seed`: many items at once, without the limits of Graph; whoever subscribed is told as usual. */
export function controlSeed(app: Hono, world: World): void {
  app.post('/_emulator/seed', async (context) => {
    const { contacts, events, tasks } = await readJson(context, Bulk)
    const made = world.store.atomically(() => ({
      contacts: contacts.map((group) => orControlError(() => createContacts(world, group))),
      events: events.map((group) => orControlError(() => createEvents(world, group))),
      tasks: tasks.map((group) => orControlError(() => createTasks(world, group))),
    }))
    return context.json(made, 201)
  })
}

function createContacts(world: World, { userId, folderId, items }: Groups['contacts'][number]): Made {
  const user = findUser(world, userId)
  const folder =
    folderId === undefined ? defaultFolderOf(user.id) : folderById(world.outlook, user.id, folderId)
  const bodies = items.map((item) => parseContact(item, 'create', world.settings.uncertain))
  const rows = bodies.map((body) => createContact(world.outlook, world, folder, body))
  return { userId: user.id, ids: rows.map((row) => contactId(row, { immutableId: false })) }
}

function createEvents(world: World, { userId, calendarId, items }: Groups['events'][number]): Made {
  const user = findUser(world, userId)
  const calendar =
    calendarId === undefined ? defaultCalendarOf(world, user.id) : calendarById(world, user.id, calendarId)
  const bodies = items.map((item) => parseEvent(item, world.settings.uncertain))
  const rows = bodies.map((body) => createEvent(world, calendar, body))
  return { userId: user.id, ids: rows.map((row) => eventId({ row, day: null }, { immutableId: false })) }
}

function createTasks(world: World, { userId, listId, items }: Groups['tasks'][number]): Made {
  const user = findUser(world, userId)
  const list = listId === undefined ? defaultListOf(user.id) : visibleList(world, user.id, listId)
  const bodies = items.map((item) => parseTask(item, 'create', world.settings.uncertain))
  return { userId: user.id, ids: bodies.map((body) => taskId(createTask(world, list, body))) }
}
