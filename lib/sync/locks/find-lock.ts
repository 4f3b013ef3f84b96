import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import { account, member } from '@/db/schema/access'
import { moduleLock } from '@/db/schema/module-locks'
import type { Context } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import type { ModuleName } from '@/lib/sync/modules/module'
import { type Lock, type LockedPart, mergeLocks, noLock, partsOf } from './lock'

/** What is fixed for a member, and who fixed it (the latest, where it was several). */
export type FoundLock = { lock: Lock; parts: LockedPart[]; by: string | null }

/** What is fixed for the acting member; nothing for jobs and syncs. */
export async function lockOf(context: Context, name: ModuleName): Promise<FoundLock> {
  if (context.actor.type !== 'user') return { lock: noLock, parts: [], by: null }
  const setter = sql<string | null>`(select ${account.name} from ${member} setter
    join ${account} on ${account.id} = setter.account_id where setter.id = ${moduleLock.setBy})`
  const rows = await context.db
    .select({ lock: moduleLock, by: setter })
    .from(moduleLock)
    .innerJoin(member, eq(member.id, context.actor.memberId))
    .where(
      and(
        eq(moduleLock.organisationId, context.organisationId),
        eq(moduleLock.module, name),
        or(isNull(moduleLock.profileId), eq(moduleLock.profileId, member.profileId)),
      ),
    )
  const of = (everybodys: boolean): Lock =>
    rows.find(({ lock }) => (lock.profileId === null) === everybodys)?.lock ?? noLock
  const { use, mapping, valueMaps, options } = mergeLocks(of(true), of(false))
  const lock = { use, mapping, valueMaps, options }
  const latest = rows.sort((a, b) => b.lock.setAt.getTime() - a.lock.setAt.getTime())[0]
  return { lock, parts: partsOf(lock), by: latest?.by ?? null }
}

/** What is fixed is not changed. @throws DomainError `locked`, with the parts and who fixed them */
export function refuseLocked(parts: readonly LockedPart[], by: string | null): void {
  if (parts.length > 0) throw new DomainError('locked', { data: { locked: parts, lockedBy: by } })
}

/** Whether a module may not be used by a member, as a column of a query that knows her and the module. */
export const isForbidden = (of: { memberId: SQL; module: SQL }): SQL<boolean> => sql<boolean>`coalesce((
  select coalesce(max(use) filter (where module_lock.profile_id is not null), max(use)) from module_lock
  join member locked on locked.id = ${of.memberId}
  where module_lock.organisation_id = locked.organisation_id and module_lock.module = ${of.module}
    and (module_lock.profile_id is null or module_lock.profile_id = locked.profile_id)), 'free') = 'forbidden'`
