import { sql } from 'drizzle-orm'
import {
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { account, member, microsoftIdentity, organisation } from './access'
import { instant, primaryId } from './columns'

export const tenantStatus = pgEnum('tenant_status', ['connected', 'consent-revoked', 'secret-wrong'])
export const signInPurpose = pgEnum('sign_in_purpose', ['admin-consent', 'enable-module', 'reconnect'])

/** The Microsoft 365 organisation that an administrator connected (I1): one each way. */
export const microsoftTenant = pgTable('microsoft_tenant', {
  organisationId: uuid()
    .primaryKey()
    .references(() => organisation.id, { onDelete: 'cascade' }),
  tenantId: uuid().notNull().unique('microsoft_tenant_once'),
  name: text().notNull(),
  status: tenantStatus().notNull().default('connected'),
  connectedBy: uuid()
    .notNull()
    .references(() => member.id),
  connectedAt: instant().notNull(),
  /** When a token of the tenant was last obtained, or refused. */
  checkedAt: instant().notNull(),
  /** Set when Microsoft had not granted anything yet right after the consent: until then a refusal means "not yet". */
  settlesUntil: instant(),
})

/** A user's own (delegated) tokens; ciphertext of AES-256-GCM with the key's id in front. */
export const microsoftToken = pgTable('microsoft_token', {
  identityId: uuid()
    .primaryKey()
    .references(() => microsoftIdentity.id, { onDelete: 'cascade' }),
  refreshToken: text().notNull(),
  accessToken: text(),
  accessTokenExpiresAt: instant(),
  scopes: text().array().notNull(),
  /** One process refreshes at a time; the others wait for its result. No transaction is held meanwhile. */
  refreshLease: uuid(),
  refreshLeaseUntil: instant(),
  /** Why the last refresh was refused for good; null while the token works. */
  failure: text(),
  failedAt: instant(),
  updatedAt: instant().notNull(),
})

/** A tenant's application token, shared by all processes in encrypted form. Empty while the first one is fetched. */
export const microsoftAppToken = pgTable('microsoft_app_token', {
  tenantId: uuid().primaryKey(),
  accessToken: text(),
  expiresAt: instant(),
  refreshLease: uuid(),
  refreshLeaseUntil: instant(),
})

/**
 * A trip to Microsoft's sign-in or consent page, for ten minutes. Each leg of it has its own random state, stored
 * hashed and replaced when it has been used: first the link that we hand out (or the consent page), then, once
 * `nonce` and `codeVerifier` are set, the sign-in.
 */
export const microsoftSignIn = pgTable(
  'microsoft_sign_in',
  {
    id: primaryId(),
    stateHash: text().notNull().unique('microsoft_sign_in_state'),
    purpose: signInPurpose().notNull(),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id, { onDelete: 'cascade' }),
    memberId: uuid()
      .notNull()
      .references(() => member.id, { onDelete: 'cascade' }),
    accountId: uuid()
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    /** The module whose enabling waits for this sign-in, and what the user had chosen for it. */
    module: text(),
    settings: jsonb().$type<unknown>(),
    /** The tenant that the consent page named: a claim, until the sign-in has proved it. */
    claimedTenantId: uuid(),
    codeVerifier: text(),
    nonce: text(),
    returnTo: text().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
  },
  (table) => [index('microsoft_sign_in_expiry').on(table.expiresAt)],
)

/**
 * The four places that Outlook grants an app in one mailbox (learn.microsoft.com/graph/throttling-limits), leased by
 * whichever process has a request in flight.
 */
export const mailboxSlot = pgTable(
  'mailbox_slot',
  {
    mailbox: text().notNull(),
    slot: smallint().notNull(),
    holder: uuid(),
    leasedUntil: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.mailbox, table.slot] }),
    check('mailbox_slot_four', sql`${table.slot} between 1 and 4`),
  ],
)

/** Requests to one mailbox per minute: Outlook allows an app 10,000 in ten minutes, and refused ones count too. */
export const mailboxUsage = pgTable(
  'mailbox_usage',
  {
    mailbox: text().notNull(),
    minute: instant().notNull(),
    requests: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.mailbox, table.minute] })],
)

/** How long a mailbox has asked us to wait (`Retry-After`), for all processes. */
export const mailboxPause = pgTable('mailbox_pause', {
  mailbox: text().primaryKey(),
  until: instant().notNull(),
})
