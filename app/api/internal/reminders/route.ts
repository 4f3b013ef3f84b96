import type { NextRequest } from 'next/server'
import { z } from 'zod'
import type { DueMeetings } from '@/app/_shell/meeting-reminders'
import { may } from '@/lib/access/context'
import { dueReminders } from '@/lib/crm/meetings/due-reminders'
import { contextOf, findSession } from '@/lib/web/context'

/** Whoever comes back after a longer time is not reminded of what is long over. */
const longestLookBackMs = 15 * 60_000

const Since = z.coerce.date()

/**
 * The meetings whose reminders have come due since a page last asked. Nobody's for whoever is not signed in (any more):
 * every open page asks, and would fill the browser's console with refusals.
 */
export async function GET(request: NextRequest) {
  const viewer = await findSession()
  const since = Since.safeParse(request.nextUrl.searchParams.get('since'))
  const context = viewer && (await contextOf(viewer))
  const until = context?.now() ?? new Date()
  const nobody: DueMeetings = { until: until.toISOString(), meetings: [] }
  if (!context || !since.success || !may(context.actor, 'meetings.view')) return Response.json(nobody)
  const earliest = new Date(until.getTime() - longestLookBackMs)
  const due = await dueReminders(context, {
    since: since.data > earliest ? since.data : earliest,
    until,
    timeZone: context.viewer.timeZone,
  })
  const meetings = due.map(({ meeting: { id, title, allDay }, start, end }) => ({
    id,
    title,
    allDay,
    start,
    end,
  }))
  return Response.json({ ...nobody, meetings } satisfies DueMeetings)
}
