import { jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { ConnectionOptions, MappingRow, ValueMaps } from '@/lib/sync/core/types'
import { member, organisation, profile } from './access'
import { instant, primaryId } from './columns'
import { syncModule } from './sync'

/**
 * What an administrator has fixed of a module, for everybody (no profile) or for a profile, whose lock goes before
 * everybody's. What is null, and what `options` does not name, each user chooses for herself.
 */
export const moduleLock = pgTable(
  'module_lock',
  {
    id: primaryId(),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id, { onDelete: 'cascade' }),
    module: syncModule().notNull(),
    profileId: uuid().references(() => profile.id, { onDelete: 'cascade' }),
    /** Whether the module may be used at all: `forbidden` pauses it, `required` cannot be turned off. */
    use: text().$type<'forbidden' | 'required' | 'free'>(),
    mapping: jsonb().$type<MappingRow[]>(),
    valueMaps: jsonb().$type<ValueMaps>(),
    options: jsonb().$type<Partial<ConnectionOptions>>().notNull().default({}),
    setBy: uuid().references(() => member.id, { onDelete: 'set null' }),
    setAt: instant().notNull(),
  },
  (table) => [
    unique('module_lock_once').on(table.organisationId, table.module, table.profileId).nullsNotDistinct(),
  ],
)

/** When a module that is required of a member was last tried to be turned on for her, and when it is tried again. */
export const requiredTry = pgTable(
  'required_try',
  {
    memberId: uuid()
      .notNull()
      .references(() => member.id, { onDelete: 'cascade' }),
    module: syncModule().notNull(),
    triedAt: instant().notNull(),
    dueAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.memberId, table.module] })],
)
