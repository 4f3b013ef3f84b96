import type { User } from './entities'

/** What Graph returns of a user without `$select` (learn.microsoft.com/graph/api/user-list). */
export const defaultUserProperties = [
  'businessPhones',
  'displayName',
  'givenName',
  'id',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
] as const

/** All that this emulator knows of a user, under Graph's names. */
export function userProperties(user: User): Record<string, unknown> {
  return {
    accountEnabled: user.accountEnabled,
    assignedLicenses: user.hasMailbox && user.accountEnabled ? [{ skuId: LICENCE, disabledPlans: [] }] : [],
    businessPhones: user.businessPhones,
    createdDateTime: user.createdDateTime.replace(/\.\d+Z$/, 'Z'),
    department: user.department,
    displayName: user.displayName,
    externalUserState: user.externalUserState,
    givenName: user.givenName,
    id: user.id,
    jobTitle: user.jobTitle,
    mail: user.mail,
    mailNickname: user.userPrincipalName.split('@')[0] ?? '',
    mobilePhone: user.mobilePhone,
    officeLocation: user.officeLocation,
    otherMails: user.otherMails,
    preferredLanguage: user.preferredLanguage,
    proxyAddresses: user.mail === null ? [] : [`SMTP:${user.mail}`],
    surname: user.surname,
    userPrincipalName: user.userPrincipalName,
    userType: user.userType,
  }
}

/** Microsoft 365 Business Standard. */
const LICENCE = 'f245ecc8-75af-4f8e-b61f-27d8114de5f3'
