import { builtInPermissions, type Permission } from '@/lib/access/permissions'
import { demoTenants, demoUsers } from '../../emulator/seed/demo-people'

/** The demo's two organisations; the first one's Microsoft tenant is connected. */
export const demoOrganisations = {
  first: { name: demoTenants.first.displayName, tenantId: demoTenants.first.id, connected: true },
  second: { name: demoTenants.second.displayName, tenantId: demoTenants.second.id, connected: false },
} as const

export type OrganisationKey = keyof typeof demoOrganisations

/** Profiles of the first organisation besides the two built-in ones. */
export const ownProfiles: Record<
  'withoutTaskDeletion' | 'officeManager',
  { name: string; permissions: Permission[] }
> = {
  withoutTaskDeletion: {
    name: 'Projets',
    permissions: builtInPermissions.standard.filter((permission) => permission !== 'tasks.delete'),
  },
  officeManager: { name: 'Office manager', permissions: ['manage-users', ...builtInPermissions.standard] },
}

export type ProfileKey = 'administrator' | 'standard' | keyof typeof ownProfiles

/** Somebody who can sign in to the CRM. `microsoft` names her user in the emulator. */
export type CastMember = {
  key: string
  name: string
  email: string
  locale: 'en' | 'fr'
  timeZone: string
  organisation: OrganisationKey
  profile: ProfileKey
  microsoft: keyof typeof demoUsers | null
}

type Role = Pick<CastMember, 'profile'> & Partial<CastMember>

const member = (key: keyof typeof demoUsers, role: Role): CastMember => ({
  key,
  name: demoUsers[key].displayName,
  email: demoUsers[key].userPrincipalName,
  locale: 'fr',
  timeZone: 'Europe/Paris',
  organisation: 'first',
  microsoft: key,
  ...role,
})

/** Order matters: whoever stands first connected the tenant. */
export const demoMembers: readonly CastMember[] = [
  member('admin', { profile: 'administrator' }),
  member('ana', { profile: 'standard' }),
  member('bruno', { profile: 'standard', locale: 'en', timeZone: 'Europe/London' }),
  member('chloe', { profile: 'standard' }),
  member('denis', { profile: 'standard', email: 'denis@leroy-conseil.example' }),
  member('elise', { profile: 'withoutTaskDeletion' }),
  member('farid', { profile: 'officeManager' }),
  {
    key: 'gaelle',
    name: 'Gaëlle Petit',
    email: 'gaelle@alpinia.example',
    locale: 'fr',
    timeZone: 'Europe/Paris',
    organisation: 'first',
    profile: 'standard',
    microsoft: null,
  },
  member('oscar', {
    profile: 'administrator',
    organisation: 'second',
    locale: 'en',
    timeZone: 'Europe/London',
  }),
  member('paula', { profile: 'standard', organisation: 'second' }),
]

/** What somebody types to sign in to the demo. Not secret: a demo listens on its own machine alone. */
export const passwordOf = (key: string): string => `${key}-tandem-crm`
