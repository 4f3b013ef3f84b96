import type { GraphCall } from '../graph/call'
import { GraphError } from '../graph/graph-error'
import type { User } from './entities'

/** What Graph returns of a user without `$select` (learn.microsoft.com/graph/api/user-list). */
const defaultProperties = [
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
]

/** What User.ReadBasic.All shows; everything else reads as null with it. */
const basicProperties = ['displayName', 'givenName', 'surname', 'mail', 'userPrincipalName', 'id']

/** Kept in other services: Graph cannot select them on the collection. */
const elsewhere = [
  'mailboxSettings',
  'aboutMe',
  'skills',
  'interests',
  'responsibilities',
  'birthday',
  'hireDate',
]

/** Properties of a user that exist in Graph and are empty here. */
const empty = {
  ageGroup: null,
  assignedPlans: [],
  city: null,
  companyName: null,
  country: null,
  creationType: null,
  employeeId: null,
  employeeType: null,
  faxNumber: null,
  imAddresses: [],
  onPremisesSyncEnabled: null,
  postalCode: null,
  provisionedPlans: [],
  showInAddressList: null,
  state: null,
  streetAddress: null,
  usageLocation: null,
}

/** Microsoft 365 Business Standard. */
const LICENCE = 'f245ecc8-75af-4f8e-b61f-27d8114de5f3'

/** All that this emulator knows of a user, under Graph's names. */
export function userProperties(user: User): Record<string, unknown> {
  return {
    ...empty,
    accountEnabled: user.accountEnabled,
    assignedLicenses: user.hasMailbox && user.accountEnabled ? [{ disabledPlans: [], skuId: LICENCE }] : [],
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

/** The names that a call wants to see. @throws GraphError 400 for unknown ones, 501 for those kept elsewhere */
export function selectedProperties(
  select: readonly string[] | null,
  example: User | undefined,
): readonly string[] {
  if (select === null) return defaultProperties
  const known = example ? Object.keys(userProperties(example)) : defaultProperties
  return select.map((name) => {
    const property = known.find((candidate) => candidate.toLowerCase() === name.toLowerCase())
    if (property) return property
    if (elsewhere.includes(name)) {
      throw new GraphError(501, 'NotImplemented', 'This operation target is not yet supported.')
    }
    const text = `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.user'.`
    throw new GraphError(400, 'Request_BadRequest', text)
  })
}

/** A user as this token may see her: with User.ReadBasic.All alone, only the basic properties have values. */
export function userView(call: GraphCall, user: User, names: readonly string[]): Record<string, unknown> {
  const properties = userProperties(user)
  const full = seesEverything(call, user)
  const value = (name: string) => (full || basicProperties.includes(name) ? (properties[name] ?? null) : null)
  return Object.fromEntries(names.map((name) => [name, value(name)]))
}

function seesEverything({ principal }: GraphCall, user: User): boolean {
  if (principal.kind === 'user' && principal.user.id === user.id) return true
  const held = principal.kind === 'user' ? principal.scopes : principal.roles
  return readAll.some((permission) => held.includes(permission))
}

/** Permissions that show every property of every user (learn.microsoft.com/graph/permissions-reference). */
export const readAll = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All']
