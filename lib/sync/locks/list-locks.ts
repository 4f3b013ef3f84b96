import { and, eq } from 'drizzle-orm'
import { account, member } from '@/db/schema/access'
import { moduleLock } from '@/db/schema/module-locks'
import { type Context, requirePermission } from '@/lib/access/context'
import type { ModuleName } from '@/lib/sync/modules/module'
import type { Lock } from './lock'

/** A lock as whoever manages integrations sees it. */
export type LockView = { profileId: string | null; lock: Lock; setAt: Date; setBy: string | null }

/** What is fixed of a module, for everybody and by profile. @throws DomainError `permission-required` */
export async function listLocks(context: Context, name: ModuleName): Promise<LockView[]> {
  requirePermission(context, 'manage-integrations')
  const rows = await context.db
    .select({ row: moduleLock, setBy: account.name })
    .from(moduleLock)
    .leftJoin(member, eq(member.id, moduleLock.setBy))
    .leftJoin(account, eq(account.id, member.accountId))
    .where(and(eq(moduleLock.organisationId, context.organisationId), eq(moduleLock.module, name)))
  return rows.map(({ row: { profileId, use, mapping, valueMaps, options, setAt }, setBy }) => ({
    profileId,
    lock: { use, mapping, valueMaps, options },
    setAt,
    setBy,
  }))
}
