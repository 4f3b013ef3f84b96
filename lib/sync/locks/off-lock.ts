import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import type { Lock } from './lock'
import { locksAs, type ScopedLock } from './locks-as'

/** A connection that does not yet do what is fixed for its user, and what that is. */
export type OffLock = { id: string; pauses: boolean } & Lock

/**
 * The connections that a lock would change: under the locks as they are, or as they would be with `proposed` in the
 * place of its scope's. One query, which reads nothing but connections and locks.
 */
export async function connectionsOffLock(
  db: Database,
  { organisationId, proposed }: { organisationId?: string; proposed?: ScopedLock } = {},
): Promise<OffLock[]> {
  const rows = await db.execute<OffLock>(sql`
    with locks as (${locksAs(proposed)}), due as (
      select c.id, c.status, c.mapping as own_mapping, c.value_maps as own_values, c.options as own_options,
        coalesce(p.use, e.use) as use, coalesce(p.mapping, e.mapping) as mapping,
        coalesce(p.value_maps, e.value_maps) as value_maps,
        coalesce(e.options, '{}') || coalesce(p.options, '{}') as options
      from connection c
      join member m on m.id = c.member_id
      left join locks e on e.organisation_id = c.organisation_id and e.module = c.module and e.profile_id is null
      left join locks p on p.organisation_id = c.organisation_id and p.module = c.module and p.profile_id = m.profile_id
      where c.status not in ('off', 'disabling') and (e.module is not null or p.module is not null)
        and ${organisationId === undefined ? sql`true` : sql`c.organisation_id = ${organisationId}`}
    )
    select id, use, mapping, value_maps as "valueMaps", options,
      coalesce(use = 'forbidden', false) and status in ('active', 'enabling', 'held') as pauses
    from due
    where own_mapping <> coalesce(mapping, own_mapping)
      or (value_maps is not null and own_values is distinct from value_maps)
      or not own_options @> options
      or (use = 'forbidden' and status in ('active', 'enabling', 'held'))
    order by id`)
  return [...rows]
}
