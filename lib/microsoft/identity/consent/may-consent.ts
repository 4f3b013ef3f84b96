import { DomainError } from '@/lib/errors'
import type { SignedInPerson } from '../verify-id-token'

/**
 * The roles that can grant an app application permissions for Microsoft Graph: Global Administrator and Privileged Role
 * Administrator (learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference). Template ids are
 * the same in every tenant.
 */
const consentingRoles = new Set([
  '62e90394-69f5-4237-9190-012177145e10',
  'e8611ab8-c189-46e8-94e1-60213ab1f814',
])

/**
 * Whether the person who signed in could have given the tenant's consent herself. Belonging to the tenant is not
 * enough: where consent was given once, every employee could otherwise connect her employer to an organisation of hers.
 * @throws DomainError `not-an-administrator`; `directory-roles-missing` when the registration does not emit the claim
 * `wids` (an operator's mistake: the manifest's `groupMembershipClaims` has to be `DirectoryRole`)
 */
export function requireConsentingAdministrator(person: SignedInPerson): void {
  if (person.directoryRoles === null) throw new DomainError('directory-roles-missing')
  if (!person.directoryRoles.some((role) => consentingRoles.has(role.toLowerCase()))) {
    throw new DomainError('not-an-administrator')
  }
}
