import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type {
  Base,
  Canonical,
  ConflictPolicy,
  ConnectionOptions,
  HeldChange,
  HeldField,
  MappingRow,
  ValueMaps,
} from '@/lib/sync/core/types'
import { member, microsoftIdentity, organisation } from './access'
import { instant, orderedId, primaryId, transactionId } from './columns'

export const syncModule = pgEnum('sync_module', ['meetings', 'contacts', 'tasks'])
export const connectionStatus = pgEnum('connection_status', [
  'off',
  'enabling',
  'active',
  'attention',
  'held',
  'paused',
  'disabling',
])
export const connectionReason = pgEnum('connection_reason', [
  'disabled-by-user',
  'container-deleted',
  'sign-in-required',
  'consent-revoked',
  'credential-expired',
  'mailbox-unavailable',
  'permission-missing',
  'not-available',
  'many-deletions',
  'many-changes',
])
export const connectionAccess = pgEnum('connection_access', ['application', 'delegated'])
/** What a subscription watches: the container, or the mailbox's default calendar for client invitations. */
export const subscriptionPurpose = pgEnum('subscription_purpose', ['container', 'default-calendar'])
export const linkState = pgEnum('link_state', ['intended', 'linked', 'unlinked', 'skipped'])
export const runKind = pgEnum('run_kind', ['sync', 'undo'])
export const activityDirection = pgEnum('activity_direction', ['toMicrosoft', 'toCrm'])
export const activityAction = pgEnum('activity_action', [
  'created',
  'updated',
  'deleted',
  'matched',
  'skipped',
  'conflict',
  'unlinked',
  'failed',
])

/** One user × one module: the unit that is enabled, runs, fails and is repaired. */
export const connection = pgTable(
  'connection',
  {
    id: primaryId(),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id, { onDelete: 'cascade' }),
    memberId: uuid()
      .notNull()
      .references(() => member.id, { onDelete: 'cascade' }),
    module: syncModule().notNull(),
    status: connectionStatus().notNull().default('off'),
    reason: connectionReason(),
    /** Who we act as at Microsoft: with the tenant's application permission, or the user's own sign-in (I2, I3). */
    access: connectionAccess(),
    tenantId: uuid(),
    microsoftUserId: uuid(),
    upn: text(),
    /** When the user was last seen to be enabled in her directory: an application token does not tell. */
    userCheckedAt: instant(),
    identityId: uuid().references(() => microsoftIdentity.id, { onDelete: 'set null' }),
    containerId: text(),
    containerName: text(),
    /** The container that was kept as an ordinary one when the sync was disabled: taken up again if it is still there. */
    keptContainerId: text(),
    /** A container was asked for and its outcome is not known: until then, that it is not there says nothing. */
    containerInDoubtUntil: instant(),
    mapping: jsonb().$type<MappingRow[]>().notNull(),
    valueMaps: jsonb().$type<ValueMaps>(),
    options: jsonb().$type<ConnectionOptions>().notNull(),
    /** Where the next pull starts: Graph's delta or next link, whole and unparsed. Null: a full round is due. */
    deltaLink: text(),
    /** While a full round is under way: when it began. Linked items it never showed are then looked at one by one. */
    fullRoundStartedAt: instant(),
    /** Where delta sees a window of time only: when the next full round is due, which moves the window on. */
    fullRoundDueAt: instant(),
    /**
     * Where delta sees a window only, the container is listed too, by time of change: how far that has come, by
     * Microsoft's clock. Null: all of it is due.
     */
    listedTo: instant(),
    listedAt: instant(),
    /** How far the change feed has been taken up, as `txid` and `id` of the last change. */
    feedTxid: text().notNull().default('0'),
    feedId: text().notNull().default('0'),
    /** The owner's records up to this id have been taken up by the first sync; null when it is over. */
    backfillAfter: uuid(),
    backfillTotal: integer(),
    lease: uuid(),
    leaseUntil: instant(),
    /** Whose steps follow each other: what one of its own has left behind it takes over at once. */
    leaseHolder: text(),
    /** Somebody asked for a run while one was under way: it runs once more before it ends. */
    rerun: boolean().notNull().default(false),
    /** A request (notification, button, poll) that no run has taken up yet. The sweep sends it again. */
    requestedAt: instant(),
    /** What somebody decided about a held run (A5), and when; carried out by the next run, then when that was. */
    heldDecision: text().$type<'apply' | 'restore'>(),
    heldDecidedAt: instant(),
    /** Who decided: what is put back in the CRM for it is her edit. */
    heldDecidedBy: uuid().references(() => member.id, { onDelete: 'set null' }),
    /** When its user was mailed of what is held now, which is asked of her once (I4). */
    heldToldAt: instant(),
    /** Fields whose changes are held, each with the side that they would go to, as in `toCrm:title`. */
    heldFields: text().array().notNull().default([]).$type<HeldField[]>(),
    /** Whatever happened up to then has been decided by a person, and is never held (A5). */
    approvedTo: instant(),
    /** Disabling leaves the container as an ordinary one. */
    keepContainer: boolean().notNull().default(false),
    /** The run that the next slice belongs to: made by whoever asks for it. */
    currentRunId: uuid(),
    nextPollAt: instant(),
    lastChangeAt: instant(),
    lastPullAt: instant(),
    attentionMailedAt: instant(),
    failureCount: integer().notNull().default(0),
    createdAt: instant().notNull(),
    enabledAt: instant(),
    updatedAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex('connection_once').on(table.memberId, table.module),
    index('connection_of_organisation').on(table.organisationId),
    index('connection_due')
      .on(table.nextPollAt)
      .where(sql`${table.status} in ('active', 'enabling', 'disabling')`),
    index('connection_requested').on(table.requestedAt).where(sql`${table.requestedAt} is not null`),
  ],
)

/**
 * One record ↔ one item of one connection. `intended` is written before the create is sent, so that a crash in between
 * finds the item again instead of making a second one (A2).
 */
export const link = pgTable(
  'link',
  {
    id: primaryId(),
    connectionId: uuid()
      .notNull()
      .references(() => connection.id, { onDelete: 'cascade' }),
    recordId: uuid().notNull(),
    itemId: text(),
    state: linkState().notNull(),
    /** Why it is skipped or unlinked, or why the last try failed. */
    reason: text(),
    base: jsonb().$type<Base>(),
    etag: text(),
    webLink: text(),
    /** There is work to do towards Microsoft since then; null when both sides are known to agree. */
    pendingSince: instant(),
    /** Moves with every new reason to look at the record again, so that work done meanwhile is not ticked off. */
    pendingSeq: integer().notNull().default(0),
    /**
     * The run that undoes something and waits for what is done to this pair next: of a linked one the item goes, one that
     * is taken up again gets its item. What comes of it is told as that run's.
     */
    undoRunId: uuid(),
    /** Of links that are pending since the same moment the lowest goes first, and those below zero before the others begin. */
    place: integer().notNull().default(0),
    /** A create was sent then and its outcome is not known yet: the item is looked for before anything is sent again. */
    sentAt: instant(),
    /** Until then it may still be carried out over there: that it is not found says nothing. */
    inDoubtUntil: instant(),
    /** What the create is known by at Microsoft, the same for each try of it. */
    createId: uuid(),
    attempts: integer().notNull().default(0),
    notBefore: instant(),
    /** Given up after repeated refusals: waits for an edit or for "try again". */
    parkedAt: instant(),
    lastError: text(),
    /** Microsoft's own words for it. */
    lastErrorText: text(),
    /** Microsoft says that the item is gone; not yet confirmed, or held for a decision (A5, A6). */
    removedAt: instant(),
    /** Changes of the pair that are counted together with others, or held for a decision (A5). */
    heldChange: jsonb().$type<HeldChange>(),
    /** The full round of the container that last showed the item. */
    seenAt: instant(),
    lastSyncedAt: instant(),
    createdAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex('link_one_per_record').on(table.connectionId, table.recordId),
    uniqueIndex('link_one_per_item')
      .on(table.connectionId, table.itemId)
      .where(sql`${table.itemId} is not null`),
    index('link_pending')
      .on(table.connectionId, table.pendingSince)
      .where(sql`${table.pendingSince} is not null and ${table.parkedAt} is null`),
    index('link_parked').on(table.connectionId).where(sql`${table.parkedAt} is not null`),
    index('link_of_record').on(table.recordId),
    index('link_held')
      .on(table.connectionId)
      .where(sql`${table.heldChange} is not null or ${table.reason} = 'deletion-held'`),
    // What rounds note and settle at their end: few, however many are linked.
    index('link_noted')
      .on(table.connectionId)
      .where(sql`${table.removedAt} is not null or ${table.heldChange} is not null`),
    // Creates whose answer is not known yet: asked for with every look.
    index('link_in_doubt').on(table.connectionId).where(sql`${table.sentAt} is not null`),
    index('link_by_reason')
      .on(table.connectionId, table.reason, table.id)
      .where(sql`${table.reason} is not null`),
    check(
      'link_linked_has_item',
      sql`${table.state} <> 'linked' or (${table.itemId} is not null and ${table.base} is not null)`,
    ),
  ],
)

/** Items of a container that stay out of the sync though nothing links them, remembered so that each is told of once. */
export const skippedItem = pgTable(
  'skipped_item',
  {
    connectionId: uuid()
      .notNull()
      .references(() => connection.id, { onDelete: 'cascade' }),
    itemId: text().notNull(),
    reason: text().notNull(),
    /** What a series has in common with the copies that it leaves behind; null for anything else. */
    seriesKey: text(),
    since: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectionId, table.itemId] })],
)

export const run = pgTable(
  'run',
  {
    id: orderedId(),
    connectionId: uuid()
      .notNull()
      .references(() => connection.id, { onDelete: 'cascade' }),
    /** `undo`: a person has put something back. */
    kind: runKind().notNull().default('sync'),
    /** The run that is undone as a whole; each at most once. */
    undoOf: uuid(),
    /** Records up to this id have been put back; null before the first and after the last. */
    undoneTo: uuid(),
    startedAt: instant().notNull(),
    finishedAt: instant(),
    pulled: integer().notNull().default(0),
    pushed: integer().notNull().default(0),
    failed: integer().notNull().default(0),
    /** Code of what ended it early; null for a run that came to its end. */
    outcome: text(),
  },
  (table) => [
    index('run_of_connection').on(table.connectionId, table.startedAt),
    uniqueIndex('run_undone_once').on(table.undoOf).where(sql`${table.undoOf} is not null`),
    index('run_undo_open')
      .on(table.startedAt)
      .where(sql`${table.kind} = 'undo' and ${table.finishedAt} is null`),
    index('run_stopped').on(table.connectionId, table.startedAt).where(sql`${table.outcome} is not null`),
    index('run_age').on(table.startedAt),
  ],
)

export type ActivityField = {
  field: string
  before: Canonical
  after: Canonical
  lost: Canonical
  /** Of what was written to Microsoft: what the CRM held when both last agreed, which the mapping alone does not tell. */
  crm?: { before: Canonical }
  /** Both sides had been edited: what was there lost, and is kept with the conflict. */
  settles?: true
}

/** How a conflict came about: what settled it, and when and by whom each side was last edited (instants in RFC 3339). */
export type ConflictStory = {
  /** The connection's rule; `recurring`: the record stays in the CRM, and its item went. */
  rule: ConflictPolicy | 'recurring'
  /** When the item was last modified, by Microsoft's clock; it does not say by whom. Null: not known. */
  microsoftAt: string | null
  /** By CRM field; missing where nobody is known to have edited it. */
  crm: Record<string, { at: string; by: { type: 'user' | 'sync' | 'system'; id: string | null } }>
}

/** What a run did to one record, in a form that screens turn into words. */
export const activity = pgTable(
  'activity',
  {
    id: orderedId(),
    organisationId: uuid().notNull(),
    connectionId: uuid()
      .notNull()
      .references(() => connection.id, { onDelete: 'cascade' }),
    runId: uuid(),
    at: instant().notNull(),
    direction: activityDirection().notNull(),
    action: activityAction().notNull(),
    recordId: uuid(),
    itemId: text(),
    fields: jsonb().$type<ActivityField[]>().notNull().default([]),
    reason: text(),
    /** Of conflicts only. */
    story: jsonb().$type<ConflictStory>(),
    /** Of matches: what the item held and what it gets, under the CRM's names and as Microsoft has it. */
    itemFields: jsonb().$type<ActivityField[]>(),
    /** The member who decided that the sync does this: it is her edit. */
    decidedBy: uuid(),
    /** From the edit on one side to its write on the other; null: not known, or not a change of that moment. */
    delayMs: integer(),
    /** A conflict counts until somebody has looked at it. */
    seenAt: instant(),
    restoredAt: instant(),
    /** The run that put it back. */
    restoredBy: uuid(),
    /** Why the undo of its run has left it, or part of it, as it is. */
    leftAlone: text(),
    /** The transaction that wrote it: changes of the same one are the same thing. Null: from before that was kept. */
    txid: transactionId().default(sql`pg_current_xact_id()`),
  },
  (table) => [
    index('activity_of_run').on(table.runId, table.recordId, table.id),
    index('activity_put_back').on(table.restoredBy).where(sql`${table.restoredBy} is not null`),
    index('activity_newest_of_connection').on(table.connectionId, table.at.desc().nullsFirst(), table.id),
    // Holds all that the charts of an organisation count, so that they need not read the entries themselves.
    index('activity_of_organisation').on(
      table.organisationId,
      table.at,
      table.direction,
      table.action,
      table.delayMs,
    ),
    index('activity_newest_of_record').on(table.recordId, table.at.desc().nullsFirst(), table.id),
    index('activity_conflicts')
      .on(table.connectionId, table.at.desc().nullsFirst(), table.id)
      .where(sql`${table.action} = 'conflict'`),
    index('activity_unseen_conflicts')
      .on(table.connectionId)
      .where(sql`${table.action} = 'conflict' and ${table.seenAt} is null`),
    index('activity_delay')
      .on(table.connectionId, table.direction, table.at)
      .where(sql`${table.delayMs} is not null`),
  ],
)

/** What an organisation's administrators chose as the start for everybody. */
export const moduleDefault = pgTable(
  'module_default',
  {
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id, { onDelete: 'cascade' }),
    module: syncModule().notNull(),
    mapping: jsonb().$type<MappingRow[]>().notNull(),
    valueMaps: jsonb().$type<ValueMaps>(),
    options: jsonb().$type<ConnectionOptions>().notNull(),
    updatedBy: uuid().references(() => member.id, { onDelete: 'set null' }),
    updatedAt: instant().notNull(),
  },
  (table) => [uniqueIndex('module_default_once').on(table.organisationId, table.module)],
)

/** Graph's change-notification subscriptions of a connection. The row stands before Graph is asked: a notification can overtake the answer. */
export const subscription = pgTable(
  'subscription',
  {
    id: primaryId(),
    connectionId: uuid()
      .notNull()
      .references(() => connection.id, { onDelete: 'cascade' }),
    purpose: subscriptionPurpose().notNull().default('container'),
    graphId: text(),
    resource: text().notNull(),
    /** The only proof that a notification is Microsoft's; compared in constant time. */
    clientState: text().notNull(),
    expiresAt: instant(),
    createdAt: instant().notNull(),
    lastNotifiedAt: instant(),
    /** When a run last found a change that this subscription ought to have told of. */
    lastFoundAt: instant(),
  },
  (table) => [
    uniqueIndex('subscription_of_connection').on(table.connectionId, table.purpose),
    index('subscription_graph').on(table.graphId),
    index('subscription_expiry').on(table.expiresAt),
  ],
)
