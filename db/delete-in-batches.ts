import { type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Database } from './client'

const batchSize = 1_000

/**
 * Deletes the rows that `where` finds, a thousand at a time, each in a transaction of its own: nobody waits long for a
 * row, and what it is interrupted in goes on with the next call.
 * @returns how many rows went
 */
export async function deleteInBatches(db: Database, table: PgTable, where: SQL | undefined): Promise<number> {
  if (where === undefined) throw new Error('it never empties a whole table')
  for (let deleted = 0; ; ) {
    // The row's place instead of a key, because not every table has one of a single column.
    const batch = sql`ctid = any(array(select ctid from ${table} where ${where} limit ${batchSize}))`
    const { count } = await db.delete(table).where(batch)
    deleted += count
    if (count < batchSize) return deleted
  }
}
