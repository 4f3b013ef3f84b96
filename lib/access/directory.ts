/** A user of a Microsoft tenant, as its directory describes her now. */
export type DirectoryUser = {
  /** Equals the `oid` of her tokens. */
  id: string
  upn: string
  mail: string | null
  name: string
  jobTitle: string | null
  /** An enabled account of the tenant's own: no guest, no shared mailbox, nobody who has left. */
  eligible: boolean
  /** Hers, where it is one that we speak. */
  language: 'en' | 'fr' | null
}

/**
 * What the verbs about people ask a tenant's directory. `lib/microsoft/directory/tenant-directory.ts` is the real one.
 * `findUser` answers null when there is nobody (any more); it throws what Microsoft's refusals throw.
 */
export type Directory = {
  findUser(tenantId: string, userId: string): Promise<DirectoryUser | null>
}

/** What somebody may sign in with in her tenant, in lower case (I2). */
export const loginsOf = ({ upn, mail }: { upn: string; mail: string | null }): string[] => [
  ...new Set([upn, mail ?? ''].map((login) => login.trim().toLowerCase()).filter(Boolean)),
]
