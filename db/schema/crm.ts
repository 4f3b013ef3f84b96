import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigserial,
  boolean,
  check,
  date,
  type ExtraConfigColumn,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { organisation } from './access'
import { instant, transactionId } from './columns'
import { actorType, personIndexes, recordColumns, recordIndexes } from './record-columns'

type AnyColumn = AnyPgColumn | ExtraConfigColumn

export const recordModule = pgEnum('record_module', ['contact', 'lead', 'meeting', 'task'])
export const changeKind = pgEnum('change_kind', ['created', 'updated', 'deleted', 'restored'])

export const relatedType = pgEnum('related_type', ['contact', 'lead'])
export const meetingStatus = pgEnum('meeting_status', ['scheduled', 'cancelled'])
export const meetingOrigin = pgEnum('meeting_origin', ['crm', 'microsoft', 'invitation'])
/** In this order: a list by priority shows the highest first. */
export const taskPriority = pgEnum('task_priority', ['highest', 'high', 'normal', 'low', 'lowest'])
export const taskStatus = pgEnum('task_status', [
  'notStarted',
  'inProgress',
  'waitingForInput',
  'deferred',
  'completed',
])

export const contact = pgTable(
  'contact',
  {
    ...recordColumns(),
    firstName: text(),
    lastName: text().notNull(),
    salutation: text(),
    email: text(),
    secondaryEmail: text(),
    phone: text(),
    mobile: text(),
    homePhone: text(),
    accountName: text(),
    title: text(),
    department: text(),
    assistant: text(),
    dateOfBirth: date({ mode: 'string' }),
    website: text(),
    mailingStreet: text(),
    mailingCity: text(),
    mailingState: text(),
    mailingPostalCode: text(),
    mailingCountry: text(),
    otherStreet: text(),
    otherCity: text(),
    otherState: text(),
    otherPostalCode: text(),
    otherCountry: text(),
    leadSource: text(),
    description: text(),
  },
  (table) => [...recordIndexes('contact', table), ...personIndexes('contact', table, table.accountName)],
)

export const lead = pgTable(
  'lead',
  {
    ...recordColumns(),
    firstName: text(),
    lastName: text().notNull(),
    company: text(),
    email: text(),
    secondaryEmail: text(),
    phone: text(),
    mobile: text(),
    title: text(),
    leadStatus: text(),
    leadSource: text(),
    description: text(),
  },
  (table) => [...recordIndexes('lead', table), ...personIndexes('lead', table, table.company)],
)

/** The contact or lead that a record is about: both columns or none. Kept while that one lies in the bin. */
const relatedColumns = () => ({ relatedToType: relatedType(), relatedToId: uuid() })

/** Who takes part: a record or a member by id (its name is read where it lives), or a plain address. */
export type StoredParticipant =
  | { type: 'contact' | 'lead' | 'user'; id: string }
  | { type: 'email'; email: string; name?: string }

/** A meeting or series of more than a week: so few that a calendar looks for them apart. */
export const lastsLong = (table: Record<'startsAt' | 'lastEndsAt', AnyColumn>) =>
  // Before PostgreSQL 17 nothing can be subtracted from the infinite end of a series.
  sql`case when isfinite(${table.lastEndsAt}) then ${table.lastEndsAt} - ${table.startsAt} > interval '7 days' else true end`

export const meeting = pgTable(
  'meeting',
  {
    ...recordColumns(),
    ...relatedColumns(),
    title: text().notNull(),
    location: text(),
    allDay: boolean().notNull(),
    /** All-day: midnight UTC of the first day. It stands for a day and is never read as an instant. */
    startsAt: instant().notNull(),
    /** All-day: midnight UTC of the day after the last one. */
    endsAt: instant().notNull(),
    /** When the last occurrence ends: `endsAt` of a single meeting, `infinity` of a series without an end. */
    lastEndsAt: instant().notNull(),
    /** IANA. */
    timeZone: text().notNull(),
    participants: jsonb().$type<StoredParticipant[]>().notNull(),
    description: text(),
    notes: text(),
    /** An RRULE of RFC 5545 without the prefix. */
    recurrence: text(),
    reminderMinutes: integer(),
    status: meetingStatus().notNull(),
    origin: meetingOrigin().notNull(),
    /** Where an online meeting is joined; known of invitations only. */
    joinUrl: text(),
  },
  (table) => {
    const living = sql`${table.deletedAt} is null`
    return [
      ...recordIndexes('meeting', table),
      // The end lies in the index so that a range of a calendar is cut out without looking at the rows.
      index('meeting_by_start')
        .on(table.organisationId, table.startsAt, table.id, table.lastEndsAt)
        .where(living),
      index('meeting_by_owner_and_start')
        .on(table.ownerId, table.startsAt, table.id, table.lastEndsAt)
        .where(living),
      index('meeting_lasting_long')
        .on(table.organisationId, table.ownerId, table.lastEndsAt)
        .where(sql`${lastsLong(table)} and ${living}`),
      index('meeting_reminders')
        .on(table.ownerId, table.startsAt, table.lastEndsAt)
        .where(sql`${table.reminderMinutes} is not null and ${living}`),
      index('meeting_by_related')
        .on(table.relatedToId, table.startsAt)
        .where(sql`${table.relatedToId} is not null`),
      index('meeting_participants').using('gin', table.participants.op('jsonb_path_ops')),
      check('meeting_ends_after_start', sql`${table.endsAt} >= ${table.startsAt}`),
      check('meeting_ends_last', sql`${table.lastEndsAt} >= ${table.endsAt}`),
      check('meeting_related_whole', sql`(${table.relatedToType} is null) = (${table.relatedToId} is null)`),
    ]
  },
)

/** The order of lists by due date: tasks without one come last. */
export const dueOrder = (dueDate: AnyColumn) => sql<string>`coalesce(${dueDate}, 'infinity'::date)`

/** The order of lists by priority, and by due date within one. One number, so that a page can end anywhere in it. */
export const priorityOrder = (priority: AnyColumn, dueDate: AnyColumn) => sql<number>`(
  (case ${priority} when 'highest' then 0 when 'high' then 1 when 'normal' then 2 when 'low' then 3 else 4 end)
  * 10000000 + coalesce(${dueDate} - '2000-01-01'::date, 5000000))`

export const task = pgTable(
  'task',
  {
    ...recordColumns(),
    ...relatedColumns(),
    subject: text().notNull(),
    dueDate: date({ mode: 'string' }),
    priority: taskPriority().notNull(),
    status: taskStatus().notNull(),
    description: text(),
    /** An RRULE of RFC 5545 without the prefix. */
    recurrence: text(),
    reminderAt: instant(),
    /** When it was completed; null while it is open. */
    closedAt: instant(),
    /** The task that completing this recurring one has made. */
    nextTaskId: uuid(),
  },
  (table) => {
    const living = sql`${table.deletedAt} is null`
    const open = sql`${table.status} <> 'completed' and ${living}`
    const due = dueOrder(table.dueDate)
    const byPriority = priorityOrder(table.priority, table.dueDate)
    return [
      ...recordIndexes('task', table),
      index('task_by_due').on(table.organisationId, due, table.id).where(living),
      index('task_by_owner_and_due').on(table.ownerId, due, table.id).where(living),
      index('task_open_by_due').on(table.organisationId, due, table.id).where(open),
      index('task_open_by_owner_and_due').on(table.ownerId, due, table.id).where(open),
      index('task_by_status').on(table.organisationId, table.status, due, table.id).where(living),
      index('task_by_owner_and_status').on(table.ownerId, table.status, due, table.id).where(living),
      index('task_by_priority').on(table.organisationId, byPriority, table.id).where(living),
      index('task_by_owner_and_priority').on(table.ownerId, byPriority, table.id).where(living),
      index('task_reminders')
        .on(table.ownerId, table.reminderAt)
        .where(sql`${table.reminderAt} is not null and ${open}`),
      index('task_by_related').on(table.relatedToId, due).where(sql`${table.relatedToId} is not null`),
      check(
        'task_closed_when_completed',
        sql`(${table.closedAt} is not null) = (${table.status} = 'completed')`,
      ),
      check('task_related_whole', sql`(${table.relatedToType} is null) = (${table.relatedToId} is null)`),
    ]
  },
)

export type FieldChanges = Record<string, { before: unknown; after: unknown }>

/**
 * The change feed: one row per record and write, in the same transaction as the record. It is the outbox of the sync
 * (a connection's cursor says how far it has taken the work up) and the memory that timelines and undo read.
 */
export const change = pgTable(
  'change',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    txid: transactionId().notNull().default(sql`pg_current_xact_id()`),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id, { onDelete: 'cascade' }),
    module: recordModule().notNull(),
    recordId: uuid().notNull(),
    ownerId: uuid().notNull(),
    /** Set when this change took the record away from somebody. */
    previousOwnerId: uuid(),
    kind: changeKind().notNull(),
    fields: jsonb().$type<FieldChanges>().notNull(),
    actorType: actorType().notNull(),
    actorId: uuid(),
    /** The connection that wrote it, when the sync did: its own push passes over it (A3). */
    connectionId: uuid(),
    at: instant().notNull(),
  },
  (table) => [
    index('change_by_owner').on(table.ownerId, table.module, table.txid, table.id),
    index('change_by_previous_owner')
      .on(table.previousOwnerId, table.module, table.txid, table.id)
      .where(sql`${table.previousOwnerId} is not null`),
    index('change_by_record').on(table.recordId, table.id),
    index('change_of_people')
      .on(table.organisationId, table.txid, table.id)
      .where(sql`${table.module} in ('contact', 'lead')`),
    index('change_age').on(table.at),
  ],
)
