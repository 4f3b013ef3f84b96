/** A Microsoft 365 organisation. */
export type Tenant = {
  id: string
  displayName: string
  /** Verified domains; the first is the default one. */
  domains: readonly string[]
  /** False: every user meets "need admin approval" for apps without admin consent. */
  userConsentAllowed: boolean
}

/** A user of a tenant with what Graph, sign-in and the mailbox need to know. */
export type User = {
  /** Equals `oid` of tokens. */
  id: string
  tenantId: string
  userPrincipalName: string
  mail: string | null
  displayName: string
  givenName: string | null
  surname: string | null
  jobTitle: string | null
  department: string | null
  officeLocation: string | null
  mobilePhone: string | null
  businessPhones: readonly string[]
  preferredLanguage: string | null
  otherMails: readonly string[]
  accountEnabled: boolean
  userType: 'Member' | 'Guest'
  externalUserState: 'PendingAcceptance' | 'Accepted' | null
  createdDateTime: string
  /** False: every mailbox call answers MailboxNotEnabledForRESTAPI. */
  hasMailbox: boolean
  mailboxSettings: { timeZone: string; language: string }
  /** Null: nobody can sign in with a password (guests, shared mailboxes). */
  password: string | null
  isAdmin: boolean
  /** Moves when sessions are revoked: refresh tokens and sign-ins of an earlier epoch are dead. */
  sessionEpoch: number
  /** A sign-in must be renewed with a second factor before tokens are issued again. */
  mfaRequired: boolean
  /** Soft-deleted at; the user is gone for Graph and for sign-in. */
  deletedAt: string | null
  /** Place of the last change in the directory's sequence: what delta goes by. */
  version: number
}
