import { sql } from 'drizzle-orm'
import { index, jsonb, pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { WarningCode, WarningDetails } from '@/lib/sync/warnings/rule'
import { member, organisation } from './access'
import { instant, primaryId } from './columns'
import { connection } from './sync'

/** Whom a warning concerns, and who is mailed: its member, the organisation's administrators, or who runs the product. */
export const warningAudience = pgEnum('warning_audience', ['member', 'administrators', 'operator'])
export const warningSeverity = pgEnum('warning_severity', ['notice', 'warning', 'critical'])

/**
 * Something that will stop a sync, or has: one row for each thing that can go wrong with each subject, opened again
 * when it comes back, so that who was mailed when is not forgotten.
 */
export const warning = pgTable(
  'warning',
  {
    id: primaryId(),
    code: text().$type<WarningCode>().notNull(),
    /** The connection, the organisation, or `installation`. */
    subject: text().notNull(),
    audience: warningAudience().notNull(),
    severity: warningSeverity().notNull(),
    /** Null for what concerns the whole installation. */
    organisationId: uuid().references(() => organisation.id, { onDelete: 'cascade' }),
    memberId: uuid().references(() => member.id, { onDelete: 'cascade' }),
    connectionId: uuid().references(() => connection.id, { onDelete: 'cascade' }),
    /** Since when it is so, as far as that is known. */
    since: instant().notNull(),
    /** Figures and codes for the words on the screen; no names. */
    details: jsonb().$type<WarningDetails>().notNull().default({}),
    openedAt: instant().notNull(),
    /** When a mail about it was last owed, and how grave it was then. */
    mailedAt: instant(),
    mailedSeverity: warningSeverity(),
    resolvedAt: instant(),
  },
  (table) => [
    uniqueIndex('warning_once').on(table.code, table.subject),
    index('warning_open').on(table.organisationId).where(sql`${table.resolvedAt} is null`),
    index('warning_of_member').on(table.memberId).where(sql`${table.resolvedAt} is null`),
  ],
)

/** When a job that comes back by itself last came to its end. */
export const heartbeat = pgTable('heartbeat', {
  job: text().$type<'sweep'>().primaryKey(),
  at: instant().notNull(),
})
