import { type SQL, sql } from 'drizzle-orm'
import type { ModuleName } from '@/lib/sync/modules/module'
import type { Lock } from './lock'

/** Whose lock: everybody's of the organisation, or a profile's. */
export type LockScope = { organisationId: string; module: ModuleName; profileId: string | null }
export type ScopedLock = LockScope & Lock

/** The locks as a query to be named: as they are, or as they would be with `proposed` in the place of its scope's. */
export const locksAs = (proposed?: ScopedLock): SQL => sql`
  select organisation_id, module, profile_id, use, mapping, value_maps, options from module_lock
  where ${proposed ? sql`not ${sameScope(proposed)}` : sql`true`}
  ${proposed ? sql`union all select ${rowOf(proposed)}` : sql``}`

const sameScope = ({ organisationId, module, profileId }: LockScope): SQL =>
  sql`(organisation_id = ${organisationId} and module = ${module} and profile_id is not distinct from ${profileId}::uuid)`

function rowOf({ organisationId, module, profileId, use, mapping, valueMaps, options }: ScopedLock): SQL {
  const json = (value: unknown) => sql`${value === null ? null : JSON.stringify(value)}::jsonb`
  return sql`${organisationId}::uuid, ${module}::sync_module, ${profileId}::uuid, ${use}::text,
    ${json(mapping)}, ${json(valueMaps)}, ${json(options)}`
}
