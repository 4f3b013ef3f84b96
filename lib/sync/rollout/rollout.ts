import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { moduleRollout } from '@/db/schema/rollout'
import { connection } from '@/db/schema/sync'
import type { ModuleName } from '@/lib/sync/modules/module'
import { moduleNames, moduleOf } from '@/lib/sync/modules/registry'
import { isRolledOut } from './is-rolled-out'

/** Modules that an operator opens to one organisation after the other; the rest is there for everybody. */
export const stagedModules: readonly ModuleName[] = ['tasks']

/** The modules that an organisation has by now; for the others screens say *Available soon*. */
export async function availableModules(db: Database, organisationId: string): Promise<Set<ModuleName>> {
  const rows = await db
    .select()
    .from(moduleRollout)
    .where(or(isNull(moduleRollout.organisationId), eq(moduleRollout.organisationId, organisationId)))
  const percentOf = (module: ModuleName, own: boolean) =>
    rows.find((row) => row.module === module && (row.organisationId !== null) === own)?.percent ?? null
  const has = (module: ModuleName) =>
    !stagedModules.includes(module) ||
    isRolledOut(module, organisationId, {
      ofOrganisation: percentOf(module, true),
      ofAll: percentOf(module, false),
    })
  return new Set(moduleNames.filter((module) => moduleOf(module) !== null && has(module)))
}

/**
 * Opens or closes a module for one organisation, or for a part of all (null). What was said of single organisations
 * stays. Connections of the module are looked at again soon: those that may not run any more pause, the others go on;
 * nothing is deleted (T2).
 */
export async function setRollout(
  db: Database,
  change: { module: ModuleName; organisationId: string | null; percent: number; now: Date },
): Promise<void> {
  const { module, organisationId, percent, now } = change
  await db.transaction(async (tx) => {
    const same = organisationId === null ? isNull(moduleRollout.organisationId) : ofOne(organisationId)
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('module_rollout'))`)
    await tx.delete(moduleRollout).where(and(eq(moduleRollout.module, module), same))
    await tx.insert(moduleRollout).values({ module, organisationId, percent, updatedAt: now })
    await tx
      .update(connection)
      .set({ requestedAt: now })
      .where(
        and(
          eq(connection.module, module),
          inArray(connection.status, ['active', 'enabling', 'held', 'paused']),
          organisationId === null ? undefined : eq(connection.organisationId, organisationId),
        ),
      )
  })
}

const ofOne = (organisationId: string) => eq(moduleRollout.organisationId, organisationId)
