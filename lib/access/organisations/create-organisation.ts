import type { Database } from '@/db/client'
import { organisation, profile } from '@/db/schema/access'
import { builtInPermissions } from '../permissions'

export type NewOrganisation = {
  organisationId: string
  /** Ids of the two profiles that every organisation has. */
  profiles: { administrator: string; standard: string }
}

/** An organisation with its built-in profiles, and nobody in it yet. Run it in the transaction that adds somebody. */
export async function createOrganisation(db: Database, name: string, now: Date): Promise<NewOrganisation> {
  const [made] = await db
    .insert(organisation)
    .values({ name, createdAt: now })
    .returning({ id: organisation.id })
  if (made === undefined) throw new Error('an insert returned no row')
  const builtIn = async (key: 'administrator' | 'standard', label: string): Promise<string> => {
    const [row] = await db
      .insert(profile)
      .values({
        organisationId: made.id,
        name: label,
        builtIn: key,
        permissions: [...builtInPermissions[key]],
        createdAt: now,
      })
      .returning({ id: profile.id })
    if (row === undefined) throw new Error('an insert returned no row')
    return row.id
  }
  return {
    organisationId: made.id,
    profiles: {
      administrator: await builtIn('administrator', 'Administrator'),
      standard: await builtIn('standard', 'Standard'),
    },
  }
}
