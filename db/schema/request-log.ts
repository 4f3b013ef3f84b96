import { boolean, integer, jsonb, pgTable, primaryKey, smallint, uuid } from 'drizzle-orm/pg-core'
import type { SeenRequest } from '@/lib/microsoft/graph/seen-request'
import { instant } from './columns'
import { connection } from './sync'

/**
 * The last slices of a connection's runs and what they asked of Microsoft, in a ring of places that are written over.
 * Of slices in a row in which nothing happened, the last one stands for all.
 */
export const requestLog = pgTable(
  'request_log',
  {
    connectionId: uuid()
      .notNull()
      .references(() => connection.id, { onDelete: 'cascade' }),
    place: smallint().notNull(),
    runId: uuid().notNull(),
    at: instant().notNull(),
    quiet: boolean().notNull(),
    /** How many quiet slices this one stands for. */
    times: integer().notNull(),
    requests: jsonb().$type<SeenRequest[]>().notNull(),
    /** Requests that were not noted, beyond the most that are kept of one slice. */
    leftOut: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.place] })],
)
