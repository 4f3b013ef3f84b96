import type { Hono } from 'hono'
import { z } from 'zod'
import { calendarIdOf } from '../calendar/calendar-to-graph'
import { restoreCalendar } from '../calendar/calendar-verbs'
import { eventId } from '../calendar/event-id'
import { moveEvent, restoreEvent } from '../calendar/event-rows'
import { calendarById } from '../calendar/find-calendar'
import { eventById } from '../calendar/find-event'
import type { World } from '../world'
import { orControlError, readJson } from './json-call'
import { findUser } from './users'

const Move = z.strictObject({ userId: z.string(), eventId: z.string(), calendarId: z.string() })
const Event = Move.omit({ calendarId: true })
const Calendar = Move.omit({ eventId: true })

/**
 * What people do in Outlook and v1.0 has no call for: `POST /_emulator/events/move`, `/events/restore` and
 * `/calendars/restore`.
 */
export function controlCalendar(app: Hono, world: World): void {
  const idOf = (row: Parameters<typeof eventId>[0]['row']) =>
    eventId({ row, day: null }, { immutableId: true })

  app.post('/_emulator/events/move', async (context) => {
    const { userId, ...given } = await readJson(context, Move)
    const user = findUser(world, userId)
    const moved = orControlError(() => {
      const { row } = eventById(world, user.id, given.eventId)
      const calendar = calendarById(world, user.id, given.calendarId)
      return world.store.atomically(() => moveEvent(world, row, calendar))
    })
    return context.json({ id: idOf(moved) })
  })

  app.post('/_emulator/events/restore', async (context) => {
    const { userId, ...given } = await readJson(context, Event)
    const user = findUser(world, userId)
    const restored = orControlError(() => {
      const { row } = eventById(world, user.id, given.eventId)
      return world.store.atomically(() => restoreEvent(world, row))
    })
    return context.json({ id: idOf(restored) })
  })

  app.post('/_emulator/calendars/restore', async (context) => {
    const { userId, calendarId } = await readJson(context, Calendar)
    const user = findUser(world, userId)
    const restored = orControlError(() => {
      const calendar = calendarById(world, user.id, calendarId)
      return world.store.atomically(() => restoreCalendar(world, calendar))
    })
    return context.json({ id: calendarIdOf(restored), name: restored.name })
  })
}
