import type { SeedUser } from '../seed/seed'
import type { World } from '../world'
import type { User } from './entities'

/** A user with everything that was left out filled in as Microsoft 365 would for a new licensed member. */
export function completeUser(seed: SeedUser, now: Date): User {
  return {
    mail: seed.hasMailbox === false ? null : seed.userPrincipalName,
    givenName: null,
    surname: null,
    jobTitle: null,
    department: null,
    officeLocation: null,
    mobilePhone: null,
    businessPhones: [],
    preferredLanguage: null,
    otherMails: [],
    accountEnabled: true,
    userType: 'Member',
    externalUserState: null,
    createdDateTime: now.toISOString(),
    hasMailbox: true,
    mailboxSettings: { timeZone: 'Romance Standard Time', language: 'fr-FR' },
    password: null,
    isAdmin: false,
    sessionEpoch: 0,
    mfaRequired: false,
    deletedAt: null,
    version: 0,
    ...seed,
  }
}

/** Writes the seed's tenants and users into the store. */
export function plantDirectory({ seed, directory, clock }: World): void {
  for (const tenant of seed.tenants) directory.tenants.put(tenant)
  for (const user of seed.users) directory.save(completeUser(user, clock.now()))
}
