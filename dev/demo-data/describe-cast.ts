import { demoUsers } from '../../emulator/seed/demo-people'
import {
  type CastMember,
  demoMembers,
  demoOrganisations,
  ownProfiles,
  type ProfileKey,
  passwordOf,
} from './cast'

/** One person of `demo.json`: in the CRM, in Microsoft 365, or both. */
export type DemoPerson = {
  key: string
  name: string
  email: string
  /** Of the CRM; empty for somebody who has no account there. */
  password: string
  apiKey: string | null
  organisation: string | null
  profile: string | null
  microsoft: { id: string; upn: string; password: string; tenantId: string } | null
}

/** What `demo.json` says about the organisations and the people. */
export type DemoCast = {
  organisations: { name: string; tenantId: string | null }[]
  users: DemoPerson[]
}

type MicrosoftKey = keyof typeof demoUsers

/** The members first, then who is in Microsoft 365 only. */
export function describeCast(apiKeys: ReadonlyMap<string, string>): DemoCast {
  const members = new Set<string>(demoMembers.map(({ key }) => key))
  const keys = Object.keys(demoUsers) as MicrosoftKey[]
  return {
    organisations: Object.values(demoOrganisations).map(({ name, tenantId }) => ({ name, tenantId })),
    users: [
      ...demoMembers.map((person) => inTheCrm(person, apiKeys.get(person.key) ?? null)),
      ...keys.filter((key) => !members.has(key)).map(inMicrosoftOnly),
    ],
  }
}

function inTheCrm(person: CastMember, apiKey: string | null): DemoPerson {
  const { key, name, email, organisation, profile, microsoft } = person
  return {
    key,
    name,
    email,
    password: passwordOf(key),
    apiKey,
    organisation: demoOrganisations[organisation].name,
    profile: profileName(profile),
    microsoft: microsoft === null ? null : microsoftUser(microsoft),
  }
}

function inMicrosoftOnly(key: MicrosoftKey): DemoPerson {
  const { displayName, userPrincipalName } = demoUsers[key]
  return {
    key,
    name: displayName,
    email: userPrincipalName,
    password: '',
    apiKey: null,
    organisation: null,
    profile: null,
    microsoft: microsoftUser(key),
  }
}

function microsoftUser(key: MicrosoftKey): DemoPerson['microsoft'] {
  const { id, userPrincipalName, password, tenantId } = demoUsers[key]
  return { id, upn: userPrincipalName, password: password ?? '', tenantId }
}

function profileName(profile: ProfileKey): string {
  switch (profile) {
    case 'administrator':
      return 'Administrator'
    case 'standard':
      return 'Standard'
    default:
      return ownProfiles[profile].name
  }
}
