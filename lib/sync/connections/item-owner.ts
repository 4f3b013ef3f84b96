import { eq } from 'drizzle-orm'
import { account } from '@/db/schema/access'
import type { Context } from '@/lib/access/context'
import type { ItemOwner } from '@/lib/sync/modules/module'
import { actingMember } from './own-connection'

/** The acting member, as far as reading her items asks for. */
export async function itemOwner(context: Context): Promise<ItemOwner> {
  const { accountId } = actingMember(context)
  const [row] = await context.db
    .select({ timeZone: account.timeZone })
    .from(account)
    .where(eq(account.id, accountId))
  return { timeZone: row?.timeZone ?? 'UTC' }
}
