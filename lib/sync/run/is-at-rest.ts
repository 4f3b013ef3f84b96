import { sql } from 'drizzle-orm'
import { giveBack } from '@/db/schema/give-back'
import { link } from '@/db/schema/sync'
import { deletionHeld, removalHeld } from '@/lib/sync/links'
import type { Session } from './session'

/**
 * Whether nothing is to be sent, held or decided, as most looks find it: all of that is asked at once, and each part of
 * it by its index.
 */
export async function isAtRest({ engine, connection: row }: Session): Promise<boolean> {
  if (row.status !== 'active' || row.heldFields.length > 0) return false
  const own = sql`from ${link} where ${link.connectionId} = ${row.id}`
  const [found] = await engine.db.execute<{ busy: boolean }>(sql`
    select exists (select ${own} and ${link.pendingSince} is not null and ${link.parkedAt} is null)
      or exists (select ${own} and (${link.heldChange} is not null or ${link.reason} = ${deletionHeld}))
      or exists (select ${own} and ${link.reason} = ${removalHeld})
      or exists (select ${own} and ${link.sentAt} is not null)
      or exists (select from ${giveBack} where ${giveBack.connectionId} = ${row.id}) as busy`)
  return found?.busy === false
}
