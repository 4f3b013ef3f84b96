import { and, inArray, lt, ne } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { change } from '@/db/schema/crm'
import { contactModule } from '../contacts/module'
import { leadModule } from '../leads/module'
import { meetingModule } from '../meetings/module'
import type { RecordModule } from '../records/record-module'
import { taskModule } from '../tasks/module'
import { clearReferences } from './clear-references'

export const keptInBinDays = 60

const dayMs = 86_400_000
const batchSize = 1_000

/**
 * Removes for good what has lain in the recycle bins of all organisations for 60 days, and the values that the change
 * feed remembers of it. Meetings and tasks that point at it let it go. The feed keeps that it was deleted: a connection that slept all the while still has to learn it.
 * Works in small transactions and is safe to repeat. Returns how many records went.
 */
export async function purgeRecycleBin(db: Database, now: Date): Promise<number> {
  const before = new Date(now.getTime() - keptInBinDays * dayMs)
  let purged = 0
  for (const module of [contactModule, leadModule, meetingModule, taskModule]) {
    for (let count = batchSize; count === batchSize; purged += count)
      count = await purgeBatch(db, module, before, now)
  }
  return purged
}

function purgeBatch(
  db: Database,
  { name, table }: Pick<RecordModule, 'name' | 'table'>,
  before: Date,
  now: Date,
): Promise<number> {
  return db.transaction(async (tx) => {
    const rows = await tx
      .select({ id: table.id })
      .from(table)
      .where(lt(table.deletedAt, before))
      .limit(batchSize)
      .for('update', { skipLocked: true })
    const ids = rows.map((row) => String(row.id))
    if (ids.length === 0) return 0
    if (name === 'contact' || name === 'lead') await clearReferences(tx, { type: name, ids }, now)
    await tx.delete(change).where(and(inArray(change.recordId, ids), ne(change.kind, 'deleted')))
    await tx.delete(table).where(inArray(table.id, ids))
    return ids.length
  })
}
