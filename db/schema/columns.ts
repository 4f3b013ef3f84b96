import { customType, timestamp, uuid } from 'drizzle-orm/pg-core'
import { timeOrderedId } from '../time-ordered-id'

/** An instant with zone, millisecond precision: what JSON and JavaScript can hold without loss. */
export const instant = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' })

export const primaryId = () => uuid().primaryKey().defaultRandom()

/** Of what is listed by time: of one instant, the greater is the later. */
export const orderedId = () => primaryId().$defaultFn(timeOrderedId)

/**
 * A 64-bit transaction id. `bigserial` alone is no safe cursor: a lower id may become visible after a higher one.
 * Readers of the change feed take only rows below which nothing can come up any more (lib/crm/change-feed/is-settled).
 */
export const transactionId = customType<{ data: string; driverData: string }>({
  dataType: () => 'xid8',
})

/** Words of a full-text search, in PostgreSQL's text form (`'dupont' 'marie'`). */
export const searchWords = customType<{ data: string }>({
  dataType: () => 'tsvector',
})

export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
})
