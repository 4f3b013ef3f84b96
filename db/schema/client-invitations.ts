import { sql } from 'drizzle-orm'
import { index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { organisation } from './access'
import { instant, primaryId } from './columns'
import { connection } from './sync'

/** How far a connection has read its user's default calendar. It stands while client invitations are followed. */
export const clientCalendar = pgTable('client_calendar', {
  connectionId: uuid()
    .primaryKey()
    .references(() => connection.id, { onDelete: 'cascade' }),
  organisationId: uuid()
    .notNull()
    .references(() => organisation.id, { onDelete: 'cascade' }),
  /** Graph's delta or next link, whole and unparsed. Null: a full round is due. */
  deltaLink: text(),
  /** The window that the link is good for: Graph fixes it for the life of a cursor. */
  windowStart: instant(),
  windowEnd: instant(),
  /** While a full round is under way: when it began. What it never showed is then looked at one by one. */
  fullRoundStartedAt: instant(),
  createdAt: instant().notNull(),
})

/**
 * An event of somebody else's in a user's default calendar. With a record it is taken: that meeting follows it, for
 * good, even from the recycle bin. Without one it waits, and nothing of its content is kept.
 */
export const clientInvitation = pgTable(
  'client_invitation',
  {
    id: primaryId(),
    connectionId: uuid()
      .notNull()
      .references(() => connection.id, { onDelete: 'cascade' }),
    organisationId: uuid().notNull(),
    /** Immutable id of the event in this mailbox. */
    itemId: text().notNull(),
    /** The same in every attendee's mailbox, and the same when the event comes back under another id. */
    icalUid: text(),
    /** The organiser's address in lower case. */
    organiser: text().notNull(),
    recordId: uuid(),
    /** The reason that the activity was last given for not taking or no longer following it. */
    told: text(),
    etag: text(),
    endsAt: instant().notNull(),
    /** A lead or contact with the organiser's address has come up since: the event is to be read by itself. */
    noticedAt: instant(),
    /** Microsoft says that it is gone from the calendar; not yet confirmed. */
    removedAt: instant(),
    /** The full round that last showed it. */
    seenAt: instant(),
    createdAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex('client_invitation_one_per_item').on(table.connectionId, table.itemId),
    uniqueIndex('client_invitation_one_per_record')
      .on(table.recordId)
      .where(sql`${table.recordId} is not null`),
    index('client_invitation_by_ical_uid').on(table.connectionId, table.icalUid),
    index('client_invitation_waiting')
      .on(table.organisationId, table.organiser)
      .where(sql`${table.recordId} is null`),
    index('client_invitation_to_look_at')
      .on(table.connectionId)
      .where(sql`${table.noticedAt} is not null or ${table.removedAt} is not null`),
  ],
)

/**
 * How far an organisation's changes of contacts and leads have been held against the invitations that wait for their
 * organiser: once for all of its connections.
 */
export const clientFeed = pgTable('client_feed', {
  organisationId: uuid()
    .primaryKey()
    .references(() => organisation.id, { onDelete: 'cascade' }),
  feedTxid: text().notNull(),
  feedId: text().notNull(),
})
