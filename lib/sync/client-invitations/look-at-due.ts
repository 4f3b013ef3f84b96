import { z } from 'zod'
import { mostParts, sendChain } from '@/lib/microsoft/graph/batch'
import { countRun } from '@/lib/sync/activity/write-activity'
import { checkpoint } from '@/lib/sync/run/engine'
import { isOwnTrouble } from '@/lib/sync/run/own-trouble'
import { inTransaction, type Session } from '@/lib/sync/run/session'
import { applySightings, type Sighting } from './apply-sightings'
import { type InvitationEvent, readInvitation } from './invitation-event'
import { type InvitationRow, rowsToLookAt, writeRows } from './invitation-rows'
import { deltaQuery, windowAt } from './invitation-window'

/**
 * Reads by themselves the events of which a page alone does not tell enough: those that Microsoft says are gone, since it
 * says so of events too that moved out of the window (learn.microsoft.com/graph/api/event-delta), and those whose
 * organiser has become a client.
 */
export async function lookAtDue(session: Session): Promise<'up-to-date' | 'more'> {
  const { engine, connection: row } = session
  let after: string | null = null
  for (;;) {
    const rows: InvitationRow[] = await rowsToLookAt(engine.db, row.id, { after, limit: mostParts })
    if (rows.length === 0) return 'up-to-date'
    after = rows.at(-1)?.id ?? null
    const { sightings, unanswered } = await lookAt(session, rows)
    await checkpoint(engine, 'invitations looked at')
    await inTransaction(session, async (tx, context) => {
      const found = await applySightings(session, tx, context, sightings, false)
      await forgetTheRest(
        tx,
        rows.filter(({ id }) => !unanswered.has(id)),
        sightings,
      )
      if (found > 0) await countRun(tx, session.runId, { pulled: found })
    })
    await checkpoint(engine, 'invitations settled')
    if (session.now().getTime() > session.deadline) return 'more'
  }
}

/** One event that cannot be read now is looked at by the next run, and keeps nobody waiting. */
async function lookAt(
  session: Session,
  rows: readonly InvitationRow[],
): Promise<{ sightings: Sighting[]; unanswered: Set<string> }> {
  const { graph, gate, engine, userPath, owner } = session
  const parts = rows.map(({ itemId }) => ({ method: 'GET' as const, path: eventPath(userPath, itemId) }))
  const answers = await sendChain(graph, gate, engine.timing, parts)
  const sightings: Sighting[] = []
  const unanswered = new Set<string>()
  for (const [at, row] of rows.entries()) {
    const answer = answers[at]
    if (!answer) throw new Error('every part has an answer')
    if (isOwnTrouble(answer)) {
      unanswered.add(row.id)
      continue
    }
    if ('error' in answer) {
      if (answer.error.remedy !== 'gone') throw answer.error
      sightings.push({ at: 'gone', how: 'removed-in-microsoft', row })
      continue
    }
    const event = readInvitation(answer.body, owner.timeZone)
    if (!event) continue
    const moved = row.removedAt !== null && (await hasLeft(session, event))
    sightings.push(
      moved ? { at: 'gone', how: 'moved-to-another-calendar', row } : { at: 'calendar', event, row },
    )
  }
  return { sightings, unanswered }
}

const eventPath = (userPath: string, itemId: string) => `${userPath}/events/${encodeURIComponent(itemId)}`

const View = z.object({
  value: z.array(z.object({ id: z.string() })),
  '@odata.nextLink': z.string().nullish(),
})
const dayMs = 86_400_000
const mostShown = 1_000

/**
 * Whether an event that exists has left the default calendar, and not only the window: the calendar itself is asked for
 * what it shows at that time. What lies in Deleted Items may answer by its id, too.
 */
async function hasLeft(
  { graph, userPath, now }: Session,
  { id, content }: InvitationEvent,
): Promise<boolean> {
  // Days are shown where their own zone has them: a day's width on both sides covers every zone.
  const window = windowAt(now())
  const start = Math.max(Date.parse(content.start) - dayMs, window.start.getTime())
  const end = Math.min(Date.parse(content.end) + dayMs, window.end.getTime())
  if (start >= end) return false
  const span = deltaQuery({ start: new Date(start), end: new Date(end) })
  const path = `${userPath}/calendarView?${span}&$select=id&$top=${mostShown}`
  const shown = await graph.get(path, View)
  // More than one page within some days: too much to say that it is not among it.
  return !shown['@odata.nextLink'] && !shown.value.some((one) => one.id === id)
}

/** What turned out to be nobody's invitation any more is not asked for again. */
async function forgetTheRest(
  tx: Parameters<typeof writeRows>[0],
  rows: readonly InvitationRow[],
  sightings: readonly Sighting[],
): Promise<void> {
  const told = new Set(sightings.map(({ row }) => row?.id))
  const rest = rows.filter(({ id }) => !told.has(id))
  await writeRows(tx, {
    fresh: [],
    saved: rest
      .filter(({ recordId }) => recordId !== null)
      .map((row) => ({ ...row, noticedAt: null, removedAt: null })),
    forgotten: rest.filter(({ recordId }) => recordId === null).map(({ id }) => id),
  })
}
