import { sql } from 'drizzle-orm'
import { check, integer, pgTable, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { organisation } from './access'
import { instant, primaryId } from './columns'
import { syncModule } from './sync'

/** For whom a module that is rolled out in stages is available (T2): everybody, a percentage, or one organisation. */
export const moduleRollout = pgTable(
  'module_rollout',
  {
    id: primaryId(),
    module: syncModule().notNull(),
    /** Null: what holds for every organisation that has no row of its own. */
    organisationId: uuid().references(() => organisation.id, { onDelete: 'cascade' }),
    percent: integer().notNull(),
    updatedAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex('module_rollout_of_organisation')
      .on(table.module, table.organisationId)
      .where(sql`${table.organisationId} is not null`),
    uniqueIndex('module_rollout_of_all').on(table.module).where(sql`${table.organisationId} is null`),
    check('module_rollout_percent', sql`${table.percent} between 0 and 100`),
  ],
)
