import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Canonical } from '@/lib/sync/core/types'
import { instant } from './columns'
import { connection } from './sync'

/** By Microsoft's field: what the item holds as far as nobody has edited it since, and what it gets. */
export type GivenBack = Record<string, { from: Canonical; to: Canonical }>

/** What an undo gives back to an item whose pair it has let go; done by the next run, which looks at the item first. */
export const giveBack = pgTable(
  'give_back',
  {
    connectionId: uuid()
      .notNull()
      .references(() => connection.id, { onDelete: 'cascade' }),
    itemId: text().notNull(),
    recordId: uuid().notNull(),
    /** The run that undoes, as which it is told. */
    runId: uuid().notNull(),
    fields: jsonb().$type<GivenBack>().notNull(),
    /** It was sent then, and what became of it is not known yet. */
    sentAt: instant(),
    attempts: integer().notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.connectionId, table.itemId] }),
    index('give_back_of_run').on(table.runId),
  ],
)
