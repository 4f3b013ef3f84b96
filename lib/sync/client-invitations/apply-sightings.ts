import { isDeepStrictEqual } from 'node:util'
import type { Database } from '@/db/client'
import type { Context } from '@/lib/access/context'
import type { Meeting, MeetingDraft, MeetingPatch } from '@/lib/crm/meetings/fields'
import { storedMoment } from '@/lib/crm/meetings/stored-meeting'
import { createMeetings, meetingsByIds, updateMeetings } from '@/lib/crm/meetings/verbs'
import type { RelatedTo } from '@/lib/crm/references/reference'
import { type ActivityEntry, writeActivity } from '@/lib/sync/activity/write-activity'
import { delayOfRemoval, delaySince } from '@/lib/sync/run/change-delay'
import type { Session } from '@/lib/sync/run/session'
import { holdClientFeed } from './client-feed'
import { decideFirst, decideNext, type NextDecision, type Whereabouts } from './decide-invitation'
import { findOrganisers } from './find-organisers'
import type { InvitationEvent } from './invitation-event'
import { type InvitationRow, type RowWork, writeRows } from './invitation-rows'
import { fieldsOf, skippedEntry } from './tell'

/** An event as it was found, with what is remembered of it; or one that is remembered and gone from the calendar. */
export type Sighting =
  | { at: 'calendar'; event: InvitationEvent; row: InvitationRow | null }
  | { at: 'gone'; how: Extract<Whereabouts, { at: 'gone' }>['how']; row: InvitationRow }

type Work = {
  rows: RowWork
  taken: { draft: MeetingDraft; row: InvitationRow; known: boolean; entry: Omit<ActivityEntry, 'recordId'> }[]
  updates: { id: string; patch: MeetingPatch }[]
  entries: ActivityEntry[]
}

/**
 * Does what some sightings mean: meetings are made, follow, or are marked cancelled, and what is remembered of the
 * events is brought up to date. Applied twice it changes nothing more.
 * @param fresh the sightings are changes just made, so that their delay says something
 * @returns how many records or reasons came out of it
 */
export async function applySightings(
  session: Session,
  tx: Database,
  context: Context,
  sightings: readonly Sighting[],
  fresh: boolean,
): Promise<number> {
  const { connection } = session
  await holdClientFeed(tx, connection.organisationId)
  const addresses = sightings.flatMap((one) =>
    one.at === 'calendar' && !one.row?.recordId ? [one.event.organiser] : [],
  )
  const organiserOf = await findOrganisers(context, connection, addresses)
  const records = await meetingsByIds(
    context,
    sightings.flatMap(({ row }) => row?.recordId ?? []),
    { lock: true },
  )
  const work: Work = { rows: { fresh: [], saved: [], forgotten: [] }, taken: [], updates: [], entries: [] }
  for (const sighting of sightings) {
    const { row } = sighting
    const recordId = row?.recordId ?? null
    if (row && recordId !== null) {
      planTaken(session, work, { ...sighting, row }, records.get(recordId), fresh)
    } else if (sighting.at === 'gone') work.rows.forgotten.push(sighting.row.id)
    else planWaiting(session, work, sighting, organiserOf(sighting.event.organiser), fresh)
  }
  await writeWork(session, tx, context, work)
  return work.taken.length + work.entries.length
}

/** An event that no meeting follows yet (M6). */
function planWaiting(
  session: Session,
  work: Work,
  { event, row }: Extract<Sighting, { at: 'calendar' }>,
  organiser: { client: RelatedTo | null; colleague: boolean },
  fresh: boolean,
): void {
  const now = session.now()
  const { client, colleague } = organiser
  const decision = decideFirst(event.facts, { client: client !== null, colleague }, now)
  const seen = rowAfter(session, row, event)
  if (decision.kind === 'ignore') {
    if (row) work.rows.forgotten.push(row.id)
  } else if (decision.kind === 'wait') {
    const { reason } = decision
    if (reason !== null && seen.told !== reason) work.entries.push(skippedEntry(event, null, reason))
    keep(work, { ...seen, told: reason ?? seen.told }, row)
  } else if (client !== null) {
    work.taken.push({
      draft: {
        ...event.content,
        ownerId: session.connection.memberId,
        status: 'scheduled',
        origin: 'invitation',
        relatedTo: client,
        participants: [client],
      },
      row: { ...seen, told: null },
      known: row !== null,
      entry: {
        direction: 'toCrm',
        action: 'created',
        itemId: event.id,
        fields: fieldsOf(null, event.content),
        delayMs: fresh ? delaySince(session, event.modifiedAt) : null,
      },
    })
  }
}

/** An event that a meeting follows (M8). */
function planTaken(
  session: Session,
  work: Work,
  sighting: Sighting & { row: InvitationRow },
  record: Meeting | undefined,
  fresh: boolean,
): void {
  const { row } = sighting
  const seen = sighting.at === 'calendar' ? rowAfter(session, row, sighting.event) : settled(row)
  if (!record || record.ownerId !== session.connection.memberId) {
    // Deleted for good, or handed to somebody else: it stays away.
    work.rows.saved.push(seen)
    return
  }
  if (record.deletedAt !== null) {
    // Should it come back out of the bin, what it has missed is caught up with.
    work.rows.saved.push({ ...seen, etag: row.etag, noticedAt: session.now(), removedAt: row.removedAt })
    return
  }
  const where: Whereabouts =
    sighting.at === 'calendar' ? { at: 'calendar', facts: sighting.event.facts } : sighting
  const meeting = { cancelled: record.status === 'cancelled', endsAt: storedMoment(record.end) }
  const decision = decideNext(where, meeting, session.now())
  const reason = decision.kind === 'leave' ? decision.reason : null
  work.rows.saved.push({ ...seen, told: decision.kind === 'follow' ? null : (reason ?? seen.told) })
  if (reason !== null && row.told !== reason && sighting.at === 'calendar')
    work.entries.push(skippedEntry(sighting.event, record.id, reason))
  const patch = patchOf(record, decision, sighting)
  if (Object.keys(patch).length === 0) return
  work.updates.push({ id: record.id, patch })
  work.entries.push({
    direction: 'toCrm',
    action: 'updated',
    recordId: record.id,
    itemId: seen.itemId,
    fields: fieldsOf(record, patch),
    reason: decision.kind === 'cancel' ? decision.reason : null,
    delayMs: delayOf(session, sighting, fresh),
  })
}

/** Null where the time of the event would speak of something else than this change. */
function delayOf(
  session: Session,
  sighting: Sighting & { row: InvitationRow },
  fresh: boolean,
): number | null {
  if (sighting.at === 'gone') return sighting.row.removedAt ? delayOfRemoval(session, sighting.row) : null
  return fresh ? delaySince(session, sighting.event.modifiedAt) : null
}

/** What of a record changes: of what the organiser decides nothing else is ever written. */
function patchOf(record: Meeting, decision: NextDecision, sighting: Sighting): MeetingPatch {
  if (decision.kind === 'cancel') return { status: 'cancelled' }
  if (decision.kind !== 'follow' || sighting.at !== 'calendar') return {}
  const wanted: Record<string, unknown> = { ...sighting.event.content, status: 'scheduled' }
  const { allDay, start, end, ...rest } = sighting.event.content
  const moved = allDay !== record.allDay || start !== record.start || end !== record.end
  const held: Record<string, unknown> = record
  const names = [...Object.keys(rest), 'status'].filter(
    (name) => !isDeepStrictEqual(held[name], wanted[name]),
  )
  return {
    ...Object.fromEntries(names.map((name) => [name, wanted[name]])),
    ...(moved ? { allDay, start, end } : {}),
  }
}

/** What is remembered of an event once it has been seen as it is now. */
function rowAfter(session: Session, row: InvitationRow | null, event: InvitationEvent): InvitationRow {
  const { connection } = session
  const now = session.now()
  return {
    id: row?.id ?? crypto.randomUUID(),
    connectionId: connection.id,
    organisationId: connection.organisationId,
    itemId: event.id,
    icalUid: event.icalUid,
    organiser: event.organiser,
    recordId: row?.recordId ?? null,
    told: row?.told ?? null,
    etag: event.etag,
    endsAt: event.facts.endsAt,
    noticedAt: null,
    removedAt: null,
    seenAt: now,
    createdAt: row?.createdAt ?? now,
  }
}

const settled = (row: InvitationRow): InvitationRow => ({ ...row, noticedAt: null, removedAt: null })

function keep(work: Work, after: InvitationRow, before: InvitationRow | null): void {
  if (before) work.rows.saved.push(after)
  else work.rows.fresh.push(after)
}

async function writeWork(session: Session, tx: Database, context: Context, work: Work): Promise<void> {
  const { connection } = session
  if (work.updates.length > 0) await updateMeetings(context, work.updates)
  const made =
    work.taken.length > 0
      ? await createMeetings(
          context,
          work.taken.map(({ draft }) => draft),
        )
      : []
  const created: ActivityEntry[] = []
  work.taken.forEach(({ row, known, entry }, at) => {
    const recordId = made[at]?.id ?? null
    keep(work, { ...row, recordId }, known ? row : null)
    created.push({ ...entry, recordId })
  })
  await writeRows(tx, work.rows)
  const about = {
    organisationId: connection.organisationId,
    connectionId: connection.id,
    runId: session.runId,
    at: session.now(),
  }
  await writeActivity(tx, about, [...created, ...work.entries])
}
