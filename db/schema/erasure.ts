import { pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { locale } from './access'
import { instant, primaryId } from './columns'

export const erasureKind = pgEnum('erasure_kind', ['account', 'organisation'])

/** An account or an organisation that is going: closed already, and kept until its syncs have left Microsoft 365. The row goes last. */
export const erasure = pgTable(
  'erasure',
  {
    id: primaryId(),
    kind: erasureKind().notNull(),
    /** The account or the organisation. No foreign key: this row outlives it. */
    subjectId: uuid().notNull(),
    /** Of an account: the language of its owner, in which her records' former member is called. */
    locale: locale(),
    requestedAt: instant().notNull(),
    /** What Microsoft has not let go by then is left behind there. */
    giveUpAt: instant().notNull(),
  },
  (table) => [uniqueIndex('erasure_of_subject').on(table.kind, table.subjectId)],
)

/**
 * Whom a mail about an erasure goes to. It depends on nothing else, so that nothing waits for it, and goes as soon as the
 * mail is out or given up: it is the last that is known of the person.
 */
export const farewell = pgTable('farewell', {
  id: primaryId(),
  email: text().notNull(),
  locale: locale(),
  /** What the organisation was called, where it is one that is gone; null about an account. */
  organisationName: text(),
  createdAt: instant().notNull(),
})
