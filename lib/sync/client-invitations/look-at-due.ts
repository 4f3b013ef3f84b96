import { z } from 'zod'
import { UpstreamError } from '@/lib/errors'
import { mostParts, sendChain } from '@/lib/microsoft/graph/batch'
import { countRun } from '@/lib/sync/activity/write-activity'
import { checkpoint } from '@/lib/sync/run/engine'
import { inTransaction, type Session } from '@/lib/sync/run/session'
import { applySightings, type Sighting } from './apply-sightings'
import { readInvitation } from './invitation-event'
import { type InvitationRow, rowsToLookAt, writeRows } from './invitation-rows'
import { touches, windowAt } from './invitation-window'

/**
 * Reads by themselves the events of which a page alone does not tell enough: those that Microsoft says are gone, since it
 * says so of events too that moved out of the window (learn.microsoft.com/graph/api/event-delta), and those whose
 * organiser has become a client.
 */
export async function lookAtDue(session: Session): Promise<'up-to-date' | 'more'> {
  const { engine, connection: row } = session
  for (;;) {
    const rows = await rowsToLookAt(engine.db, row.id, mostParts)
    if (rows.length === 0) return 'up-to-date'
    const sightings = await lookAt(session, rows)
    await checkpoint(engine, 'invitations looked at')
    await inTransaction(session, async (tx, context) => {
      const found = await applySightings(session, tx, context, sightings, false)
      await forgetTheRest(tx, rows, sightings)
      if (found > 0) await countRun(tx, session.runId, { pulled: found })
    })
    await checkpoint(engine, 'invitations settled')
    if (session.now().getTime() > session.deadline) return 'more'
  }
}

async function lookAt(session: Session, rows: readonly InvitationRow[]): Promise<Sighting[]> {
  const { graph, gate, engine, userPath, owner } = session
  const parts = rows.map(({ itemId }) => ({ method: 'GET' as const, path: eventPath(userPath, itemId) }))
  const answers = await sendChain(graph, gate, engine.timing, parts)
  const sightings: Sighting[] = []
  for (const [at, row] of rows.entries()) {
    const answer = answers[at]
    if (!answer) throw new Error('every part has an answer')
    if ('error' in answer) {
      if (answer.error.remedy !== 'gone') throw answer.error
      sightings.push({ at: 'gone', how: 'removed-in-microsoft', row })
      continue
    }
    const event = readInvitation(answer.body, owner.timeZone)
    if (!event) continue
    const { start, end } = event.content
    const inWindow = touches(windowAt(session.now()), { start: new Date(start), end: new Date(end) })
    const moved = row.removedAt !== null && inWindow && (await liesElsewhere(session, row.itemId))
    sightings.push(
      moved ? { at: 'gone', how: 'moved-to-another-calendar', row } : { at: 'calendar', event, row },
    )
  }
  return sightings
}

const eventPath = (userPath: string, itemId: string) => `${userPath}/events/${encodeURIComponent(itemId)}`

const Calendar = z.object({ isDefaultCalendar: z.boolean().nullish() })

/** Whether an event has been moved out of the default calendar. Where Graph does not say, it is taken to be there. */
async function liesElsewhere({ graph, userPath }: Session, itemId: string): Promise<boolean> {
  const path = `${eventPath(userPath, itemId)}/calendar?$select=id,isDefaultCalendar`
  try {
    return (await graph.get(path, Calendar)).isDefaultCalendar === false
  } catch (error) {
    const silent = error instanceof UpstreamError && (error.remedy === 'fix-data' || error.remedy === 'gone')
    if (silent) return false
    throw error
  }
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
