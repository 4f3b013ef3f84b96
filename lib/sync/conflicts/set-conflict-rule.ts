import type { Context } from '@/lib/access/context'
import { changeConnection } from '@/lib/sync/connections/change-connection'
import { type ConnectionRow, livingConnection } from '@/lib/sync/connections/own-connection'
import type { ConflictPolicy } from '@/lib/sync/core/types'
import type { ModuleName } from '@/lib/sync/modules/module'

/**
 * Says which edit wins from now on where both sides were edited; the other options stay.
 * @throws DomainError `module-off`, and what `changeConnection` refuses
 */
export async function setConflictRule(
  context: Context,
  name: ModuleName,
  conflict: ConflictPolicy,
): Promise<Pick<ConnectionRow, 'id'>> {
  const { options } = await livingConnection(context, name)
  return changeConnection(context, name, { options: { ...options, conflict } })
}
