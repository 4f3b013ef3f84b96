import { and, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { meeting, task } from '@/db/schema/crm'
import type { Context } from '@/lib/access/context'
import { referenceOf } from '../meetings/participant'
import { meetingsByIds, updateMeetings } from '../meetings/verbs'
import type { Reference, RelatedTo } from '../references/reference'
import { updateTasks } from '../tasks/verbs'

export type Going = { type: RelatedTo['type']; ids: readonly string[] }

/**
 * Takes contacts or leads that go for good out of the meetings and tasks that point at them, inside of the transaction
 * that removes them. What is alive changes as by any other verb: its version moves, and the feed tells of it.
 */
export async function clearReferences(db: Database, going: Going, now: Date): Promise<void> {
  const gone = { relatedToType: null, relatedToId: null }
  for (const table of [meeting, task] as const) {
    await db
      .update(table)
      .set(gone)
      .where(and(isNotNull(table.deletedAt), inArray(table.relatedToId, [...going.ids])))
  }
  for (const [organisationId, ids] of await livingMeetings(db, going)) {
    await clearMeetings(cleaner(db, organisationId, now), going, ids)
  }
  for (const [organisationId, ids] of await livingTasks(db, going)) {
    const updates = ids.map((id) => ({ id, patch: { relatedTo: null } }))
    await updateTasks(cleaner(db, organisationId, now), updates)
  }
}

async function clearMeetings(context: Context, { type, ids }: Going, meetingIds: readonly string[]) {
  const gone = new Set(ids)
  const goes = (to: Reference | null) => to !== null && to.type === type && gone.has(to.id)
  const meetings = await meetingsByIds(context, meetingIds, { lock: true })
  const updates = [...meetings.values()].map(({ id, relatedTo, participants }) => ({
    id,
    patch: {
      ...(goes(relatedTo) ? { relatedTo: null } : {}),
      participants: participants.filter((one) => !goes(referenceOf(one))),
    },
  }))
  await updateMeetings(context, updates)
}

const cleaner = (db: Database, organisationId: string, now: Date): Context => ({
  organisationId,
  actor: { type: 'system', job: 'purge-recycle-bin' },
  db,
  now: () => now,
  // Neither relations nor participants are synced.
  wake: async () => {},
})

function livingMeetings(db: Database, { type, ids }: Going): Promise<Map<string, string[]>> {
  const references = JSON.stringify(ids.map((id) => ({ type, id })))
  // One look into the index per reference: `@> any(…)` would read the whole table.
  const takesPart = sql`${meeting.id} in (
    select pointing.id from jsonb_array_elements(${references}::jsonb) as gone(reference)
    join ${meeting} as pointing on pointing.participants @> jsonb_build_array(gone.reference))`
  return living(db, meeting, sql`(${inArray(meeting.relatedToId, [...ids])} or ${takesPart})`)
}

const livingTasks = (db: Database, { ids }: Going) => living(db, task, inArray(task.relatedToId, [...ids]))

/** Ids by organisation. */
async function living(db: Database, table: typeof meeting | typeof task, pointing: SQL) {
  const rows = await db
    .select({ id: table.id, organisationId: table.organisationId })
    .from(table)
    .where(and(isNull(table.deletedAt), pointing))
  const found = new Map<string, string[]>()
  for (const { id, organisationId } of rows)
    found.set(organisationId, [...(found.get(organisationId) ?? []), id])
  return found
}
