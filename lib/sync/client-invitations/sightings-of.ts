import { and, eq, inArray } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { clientInvitation } from '@/db/schema/client-invitations'
import type { Session } from '@/lib/sync/run/session'
import type { Sighting } from './apply-sightings'
import { type InvitationEvent, readInvitation } from './invitation-event'
import { type InvitationRow, rowsOfEvents } from './invitation-rows'

/**
 * The invitations among some events as Graph sent them, each with what is remembered of it: by its id, else by what it
 * is called in every mailbox, since some clients put an accepted event under another id. Those that are as they were
 * are only noted as seen.
 */
export async function sightingsOf(
  session: Session,
  tx: Database,
  events: readonly unknown[],
  fullRound: boolean,
): Promise<Sighting[]> {
  const { connection, owner } = session
  const read = onePerMeeting(events.flatMap((json) => readInvitation(json, owner.timeZone) ?? []))
  const rows = await rowsOfEvents(tx, connection.id, read)
  const found = read.map((event) => ({ event, row: rowOf(event, rows) }))
  const unchanged = found.flatMap(({ event, row }) => (row && isAsItWas(event, row) ? [row.id] : []))
  if (fullRound && unchanged.length > 0) {
    await tx
      .update(clientInvitation)
      .set({ seenAt: session.now() })
      .where(and(eq(clientInvitation.connectionId, connection.id), inArray(clientInvitation.id, unchanged)))
  }
  return found
    .filter(({ row }) => !row || !unchanged.includes(row.id))
    .map((one) => ({ at: 'calendar', ...one }))
}

/** Should a mailbox hold two events of one meeting, the last one speaks for it. */
const onePerMeeting = (events: readonly InvitationEvent[]): InvitationEvent[] => [
  ...new Map(events.map((event) => [event.icalUid ?? event.id, event])).values(),
]

function rowOf(event: InvitationEvent, rows: readonly InvitationRow[]): InvitationRow | null {
  const same = rows.filter(
    ({ itemId, icalUid }) => itemId === event.id || (icalUid !== null && icalUid === event.icalUid),
  )
  return same.find(({ itemId }) => itemId === event.id) ?? same[0] ?? null
}

const isAsItWas = (event: InvitationEvent, row: InvitationRow): boolean =>
  row.itemId === event.id &&
  row.etag !== null &&
  row.etag === event.etag &&
  row.removedAt === null &&
  row.noticedAt === null
