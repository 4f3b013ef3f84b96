import type { NextRequest } from 'next/server'
import { z } from 'zod'
import type { DueReminders } from '@/app/_shell/reminders'
import { may } from '@/lib/access/context'
import { dueReminders } from '@/lib/crm/meetings/due-reminders'
import { dueTaskReminders } from '@/lib/crm/tasks/due-task-reminders'
import { contextOf, findSession, type SessionContext } from '@/lib/web/context'

/** Whoever comes back after a longer time is not reminded of what is long over. */
const longestLookBackMs = 15 * 60_000

const Since = z.coerce.date()

/**
 * The meetings and tasks whose reminders have come due since a page last asked. Nobody's for whoever is not signed in
 * (any more): every open page asks, and would fill the browser's console with refusals.
 */
export async function GET(request: NextRequest) {
  const viewer = await findSession()
  const since = Since.safeParse(request.nextUrl.searchParams.get('since'))
  const context = viewer && (await contextOf(viewer))
  const until = context?.now() ?? new Date()
  const nobodys: DueReminders = { until: until.toISOString(), meetings: [], tasks: [] }
  if (!context || !since.success) return Response.json(nobodys)
  const earliest = new Date(until.getTime() - longestLookBackMs)
  const range = { since: since.data > earliest ? since.data : earliest, until }
  const [meetings, tasks] = await Promise.all([dueMeetings(context, range), dueTasks(context, range)])
  return Response.json({ ...nobodys, meetings, tasks } satisfies DueReminders)
}

type Range = { since: Date; until: Date }

async function dueMeetings(context: SessionContext, range: Range): Promise<DueReminders['meetings']> {
  if (!may(context.actor, 'meetings.view')) return []
  const due = await dueReminders(context, { ...range, timeZone: context.viewer.timeZone })
  return due.map(({ meeting: { id, title, allDay }, start, end }) => ({ id, title, allDay, start, end }))
}

async function dueTasks(context: SessionContext, range: Range): Promise<DueReminders['tasks']> {
  if (!may(context.actor, 'tasks.view')) return []
  const due = await dueTaskReminders(context, range)
  return due.map(({ id, subject, dueDate }) => ({ id, subject, dueDate }))
}
