import { integer, pgTable, primaryKey, smallint, uuid } from 'drizzle-orm/pg-core'
import { organisation } from './access'
import { instant } from './columns'
import { activityDirection } from './sync'

/**
 * What the sync of an organisation did in an hour that is over, counted once: charts of a week would otherwise read a
 * million entries each time. Delays are counted by steps, of which a percentile is told to within 9%.
 */
export const syncHour = pgTable(
  'sync_hour',
  {
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id, { onDelete: 'cascade' }),
    hour: instant().notNull(),
    direction: activityDirection().notNull(),
    /** Eighths of a doubling of 1 ms; -1 where no delay was measured. */
    delayStep: smallint().notNull(),
    changes: integer().notNull(),
    refused: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.hour, table.direction, table.delayStep] })],
)

/** Up to which instant `sync_hour` has counted. One row. */
export const syncHourMark = pgTable('sync_hour_mark', {
  id: integer().primaryKey().default(1),
  countedTo: instant().notNull(),
})
