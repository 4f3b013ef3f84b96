import { pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { locale } from './access'
import { instant, primaryId } from './columns'

export const erasureKind = pgEnum('erasure_kind', ['account', 'organisation'])

/**
 * An account or an organisation that is going: closed already, and kept until its syncs have left Microsoft 365 and the
 * mails about it are out. The row goes last.
 */
export const erasure = pgTable(
  'erasure',
  {
    id: primaryId(),
    kind: erasureKind().notNull(),
    /** The account or the organisation. No foreign key: this row outlives it. */
    subjectId: uuid().notNull(),
    /** What it was called, for the mails. */
    name: text().notNull(),
    /** Of an account: where its owner is told, and in which language. */
    email: text(),
    locale: locale(),
    requestedAt: instant().notNull(),
    /** What Microsoft has not let go by then is left behind there. */
    giveUpAt: instant().notNull(),
  },
  (table) => [uniqueIndex('erasure_of_subject').on(table.kind, table.subjectId)],
)
