import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { instant, orderedId, primaryId } from './columns'

export const locale = pgEnum('locale', ['en', 'fr'])
export const memberStatus = pgEnum('member_status', ['active', 'deactivated'])
export const builtInProfile = pgEnum('built_in_profile', ['administrator', 'standard'])
export const invitationStatus = pgEnum('invitation_status', ['pending', 'accepted', 'revoked', 'expired'])
export const joinRequestStatus = pgEnum('join_request_status', ['pending', 'approved', 'declined'])
export const owedMailKind = pgEnum('owed_mail_kind', [
  'invitation',
  'join-request',
  'join-approved',
  'join-declined',
  'reset-password',
  'change-email',
  'password-changed',
  'email-changed',
  'module-enabled',
  'account-deleted',
  'organisation-deleted',
  'warnings',
  'reconnect-asked',
  'run-held',
])
export const owedMailProblem = pgEnum('owed_mail_problem', ['unreachable', 'refused'])

export const accountLinkPurpose = pgEnum('account_link_purpose', ['reset-password', 'change-email'])

/** A CRM tenant. Every row that belongs to one names it, and every query filters by it (A7). */
export const organisation = pgTable('organisation', {
  id: primaryId(),
  name: text().notNull(),
  createdAt: instant().notNull(),
})

/** A person who can sign in. `email` is stored in lower case. */
export const account = pgTable(
  'account',
  {
    id: primaryId(),
    email: text().notNull(),
    name: text().notNull(),
    /** scrypt, in PHC-like text form; null for people who only sign in with Microsoft. */
    passwordHash: text(),
    locale: locale(),
    timeZone: text().notNull().default('Europe/Paris'),
    createdAt: instant().notNull(),
    lastSignInAt: instant(),
    /** Its owner has deleted it. What is left stands for her where her records stay, and nobody can sign in to it. */
    erasedAt: instant(),
  },
  (table) => [
    uniqueIndex('account_email').on(table.email),
    check('account_email_lower', sql`${table.email} = lower(${table.email}) and ${table.email} <> ''`),
  ],
)

export const profile = pgTable(
  'profile',
  {
    id: primaryId(),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    builtIn: builtInProfile(),
    permissions: text().array().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex('profile_name').on(table.organisationId, sql`lower(${table.name})`),
    uniqueIndex('profile_built_in')
      .on(table.organisationId, table.builtIn)
      .where(sql`${table.builtIn} is not null`),
  ],
)

/** An account's place in an organisation. `member.id` is what the API calls a user, and what owns records. */
export const member = pgTable(
  'member',
  {
    id: primaryId(),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id, { onDelete: 'cascade' }),
    accountId: uuid()
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    profileId: uuid()
      .notNull()
      .references(() => profile.id),
    status: memberStatus().notNull().default('active'),
    createdAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex('member_once').on(table.organisationId, table.accountId),
    index('member_account').on(table.accountId),
    index('member_profile').on(table.profileId),
  ],
)

/** `tid` + `oid` of a Microsoft 365 user (never the e-mail alone) and the account it belongs to. */
export const microsoftIdentity = pgTable(
  'microsoft_identity',
  {
    id: primaryId(),
    accountId: uuid()
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    tid: uuid().notNull(),
    oid: uuid().notNull(),
    /** Display only: both can change at Microsoft. */
    upn: text().notNull(),
    name: text().notNull(),
    /**
     * Tied because the tenant says that the account's address is this user's, not by the person herself. Such an
     * identity opens only the organisation that the tenant belongs to.
     */
    byAddress: boolean().notNull().default(true),
    createdAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex('microsoft_identity_once').on(table.tid, table.oid),
    uniqueIndex('microsoft_identity_per_account').on(table.accountId, table.tid),
  ],
)

export const session = pgTable(
  'session',
  {
    id: primaryId(),
    accountId: uuid()
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    /** The organisation the person is working in; null for somebody who is a member of none. */
    memberId: uuid().references(() => member.id, { onDelete: 'cascade' }),
    createdAt: instant().notNull(),
    seenAt: instant().notNull(),
    expiresAt: instant().notNull(),
    revokedAt: instant(),
    /** Opened on the word of one organisation's tenant alone: it cannot be switched to another organisation. */
    bound: boolean().notNull().default(false),
    /** Network address and browser when it was last used, so that a person recognises her own sessions. */
    address: text(),
    userAgent: text(),
  },
  (table) => [index('session_account').on(table.accountId), index('session_expiry').on(table.expiresAt)],
)

/**
 * A link that is mailed to an account's owner: to reset a password (to her login), to prove that a new login is hers
 * (to the new one). The secret in it is made when the mail is sent, so no copy of it is ever kept.
 */
export const accountLink = pgTable(
  'account_link',
  {
    id: primaryId(),
    accountId: uuid()
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    purpose: accountLinkPurpose().notNull(),
    /** Where the mail goes; of `change-email` the login that is to be. */
    email: text().notNull(),
    /** Of a `change-email` that was carried out: the login before, which is told about it. */
    formerEmail: text(),
    /** Null until the mail is on its way. */
    tokenHash: text(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
  },
  (table) => [
    uniqueIndex('account_link_token').on(table.tokenHash),
    index('account_link_account').on(table.accountId, table.purpose),
    index('account_link_expiry').on(table.expiresAt),
  ],
)

/** The secret is shown once and kept as a SHA-256 (it is 256 random bits, so a slow hash adds nothing). */
export const apiKey = pgTable(
  'api_key',
  {
    id: primaryId(),
    memberId: uuid()
      .notNull()
      .references(() => member.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    /** First characters of the key, to recognise it in a list. */
    prefix: text().notNull(),
    hash: text().notNull(),
    createdAt: instant().notNull(),
    lastUsedAt: instant(),
    expiresAt: instant(),
    revokedAt: instant(),
  },
  (table) => [uniqueIndex('api_key_hash').on(table.hash), index('api_key_member').on(table.memberId)],
)

/** Fixed-window counters: sign-in attempts, API requests. */
export const rateLimit = pgTable('rate_limit', {
  key: text().primaryKey(),
  windowStart: instant().notNull(),
  count: integer().notNull(),
})

/** The first answer to a POST with an Idempotency-Key, kept for 24 hours. */
export const idempotencyKey = pgTable(
  'idempotency_key',
  {
    id: primaryId(),
    memberId: uuid()
      .notNull()
      .references(() => member.id, { onDelete: 'cascade' }),
    path: text().notNull(),
    key: text().notNull(),
    bodyHash: text().notNull(),
    /** Null while the first request is still running. */
    status: integer(),
    headers: jsonb().$type<Record<string, string>>(),
    body: jsonb(),
    createdAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex('idempotency_key_once').on(table.memberId, table.path, table.key),
    index('idempotency_key_age').on(table.createdAt),
  ],
)

export const invitation = pgTable(
  'invitation',
  {
    id: primaryId(),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id, { onDelete: 'cascade' }),
    email: text().notNull(),
    name: text(),
    /** Null after the profile has been deleted, which a pending invitation prevents. */
    profileId: uuid().references(() => profile.id, { onDelete: 'set null' }),
    /** The Microsoft 365 user who is meant, and the tenant she was found in; null for an address of any kind. */
    microsoftTenantId: uuid(),
    microsoftUserId: uuid(),
    /** The language of the mail. */
    locale: locale().notNull().default('en'),
    /** The secret is made when the mail is sent, so no copy of it is ever kept. Null until then. */
    tokenHash: text(),
    /** One that is too old stays `pending` here until another takes its place. */
    status: invitationStatus().notNull().default('pending'),
    invitedBy: uuid()
      .notNull()
      .references(() => member.id),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    acceptedAt: instant(),
    /** Not always the account of the invited address: she may have linked another one (U4). */
    acceptedBy: uuid().references(() => account.id, { onDelete: 'set null' }),
  },
  (table) => [
    uniqueIndex('invitation_token').on(table.tokenHash),
    uniqueIndex('invitation_one_pending')
      .on(table.organisationId, table.email)
      .where(sql`${table.status} = 'pending'`),
    uniqueIndex('invitation_one_pending_user')
      .on(table.organisationId, table.microsoftTenantId, table.microsoftUserId)
      .where(sql`${table.status} = 'pending'`),
    index('invitation_time').on(table.organisationId, table.createdAt),
  ],
)

export const joinRequest = pgTable(
  'join_request',
  {
    id: primaryId(),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id, { onDelete: 'cascade' }),
    tid: uuid().notNull(),
    oid: uuid().notNull(),
    name: text().notNull(),
    upn: text().notNull(),
    mail: text(),
    jobTitle: text(),
    message: text(),
    /** The language she asked in. */
    locale: locale().notNull().default('en'),
    /** The terms that she accepted by asking; null on requests from before they were asked for. */
    termsVersion: text(),
    status: joinRequestStatus().notNull().default('pending'),
    requestedAt: instant().notNull(),
    decidedBy: uuid().references(() => member.id),
    decidedAt: instant(),
    reason: text(),
  },
  (table) => [
    uniqueIndex('join_request_one_pending')
      .on(table.organisationId, table.tid, table.oid)
      .where(sql`${table.status} = 'pending'`),
    index('join_request_time').on(table.organisationId, table.requestedAt),
  ],
)

/**
 * A Microsoft 365 user who has just signed in and has no account to sign in to: the proof with which she accepts an
 * invitation or asks to join, for an hour.
 */
export const arrival = pgTable(
  'arrival',
  {
    id: primaryId(),
    tid: uuid().notNull(),
    oid: uuid().notNull(),
    name: text().notNull(),
    upn: text().notNull(),
    mail: text(),
    guest: boolean().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
  },
  (table) => [index('arrival_expiry').on(table.expiresAt)],
)

/** Who has accepted which version of the terms, when, and for which organisation. */
export const termsAcceptance = pgTable(
  'terms_acceptance',
  {
    id: primaryId(),
    accountId: uuid()
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id, { onDelete: 'cascade' }),
    version: text().notNull(),
    acceptedAt: instant().notNull(),
  },
  (table) => [uniqueIndex('terms_acceptance_once').on(table.accountId, table.organisationId, table.version)],
)

/**
 * A mail that is owed, written in the transaction that makes it due and sent by a sweep. It names what it is about; what
 * it says is read when it is sent, so that nobody gets a mail about something that is over.
 */
export const owedMail = pgTable(
  'owed_mail',
  {
    id: primaryId(),
    kind: owedMailKind().notNull(),
    /** The invitation, the join request, the link, the account or the connection. */
    subjectId: uuid().notNull(),
    /** For mails to members. */
    memberId: uuid().references(() => member.id, { onDelete: 'cascade' }),
    createdAt: instant().notNull(),
    /** Null: sent, given up, or no longer owed. Moved ahead while one process is sending it. */
    dueAt: instant(),
    tries: integer().notNull().default(0),
    sentAt: instant(),
    /** Why the last try failed; null when there was none or it succeeded. */
    problem: owedMailProblem(),
  },
  (table) => [index('owed_mail_due').on(table.dueAt), index('owed_mail_subject').on(table.subjectId)],
)

/** Who did what to whom. `details` holds ids and names of fields, never values of secrets. */
export const audit = pgTable(
  'audit',
  {
    id: orderedId(),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id, { onDelete: 'cascade' }),
    actorType: text().notNull(),
    actorId: uuid(),
    action: text().notNull(),
    subjectType: text().notNull(),
    subjectId: uuid(),
    /** What the subject was called then, where it may be renamed or gone by the time somebody reads this. */
    subjectName: text(),
    /** The network address that the actor worked from. */
    address: text(),
    details: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    at: instant().notNull(),
  },
  (table) => [index('audit_time').on(table.organisationId, table.at)],
)

/** One row for the whole installation: whether the one-time set-up has been done, and what operators decided. */
export const installation = pgTable(
  'installation',
  {
    id: boolean().primaryKey().default(true),
    setUpAt: instant(),
    /** SHA-256 of the one-time set-up token printed in the log of the first start. */
    setUpTokenHash: text(),
    settings: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  },
  (table) => [check('installation_single', sql`${table.id}`)],
)
