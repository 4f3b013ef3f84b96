import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { microsoftAppToken, microsoftToken } from '@/db/schema/microsoft'
import { isCurrent, isReadable, open, seal } from './encryption'
import { applicationPlace, delegatedPlace } from './places'

export type RekeyResult = { rekeyed: number; alreadyCurrent: number; unreadable: number }
type RowResult = keyof RekeyResult

const ATTEMPTS = 5

/**
 * Seals every stored token again with the first key, so that the older keys can leave TOKEN_ENCRYPTION_KEY. Safe while
 * the product works, and safe to repeat. `unreadable` rows were sealed with a key that is not in the list; they stay
 * as they are, and their owners have to sign in again.
 */
export async function rekey(db: Database, keys: readonly string[]): Promise<RekeyResult> {
  const result: RekeyResult = { rekeyed: 0, alreadyCurrent: 0, unreadable: 0 }
  const people = await db.select({ id: microsoftToken.identityId }).from(microsoftToken)
  for (const { id } of people) result[await untilSettled(() => rekeyDelegated(db, keys, id))] += 1
  const tenants = await db.select({ id: microsoftAppToken.tenantId }).from(microsoftAppToken)
  for (const { id } of tenants) result[await untilSettled(() => rekeyApplication(db, keys, id))] += 1
  return result
}

/** A row that was renewed between our reading and our writing is read again. */
async function untilSettled(attempt: () => Promise<RowResult | 'moved'>): Promise<RowResult> {
  for (let count = 0; count < ATTEMPTS; count += 1) {
    const outcome = await attempt()
    if (outcome !== 'moved') return outcome
  }
  throw new Error('A token kept changing while it was re-keyed; run it again')
}

async function rekeyDelegated(
  db: Database,
  keys: readonly string[],
  id: string,
): Promise<RowResult | 'moved'> {
  const [row] = await db.select().from(microsoftToken).where(eq(microsoftToken.identityId, id))
  if (row === undefined) return 'alreadyCurrent'
  const refresh = again(keys, row.refreshToken, delegatedPlace(id, 'refresh'))
  const access = again(keys, row.accessToken, delegatedPlace(id, 'access'))
  if (refresh === 'unreadable' || refresh === null) return 'unreadable'
  // An access token that nobody can read is dropped: the refresh token buys another.
  const accessToken = access === 'unreadable' ? null : access
  if (refresh === row.refreshToken && accessToken === row.accessToken) return 'alreadyCurrent'
  const moved = await db
    .update(microsoftToken)
    .set({ refreshToken: refresh, accessToken })
    .where(
      and(
        eq(microsoftToken.identityId, id),
        eq(microsoftToken.refreshToken, row.refreshToken),
        sql`${microsoftToken.accessToken} is not distinct from ${row.accessToken}`,
      ),
    )
    .returning({ id: microsoftToken.identityId })
  return moved.length === 1 ? 'rekeyed' : 'moved'
}

async function rekeyApplication(
  db: Database,
  keys: readonly string[],
  id: string,
): Promise<RowResult | 'moved'> {
  const [row] = await db.select().from(microsoftAppToken).where(eq(microsoftAppToken.tenantId, id))
  const access = again(keys, row?.accessToken ?? null, applicationPlace(id))
  if (row === undefined || row.accessToken === null || access === row.accessToken) return 'alreadyCurrent'
  if (access === 'unreadable') return 'unreadable'
  const moved = await db
    .update(microsoftAppToken)
    .set({ accessToken: access })
    .where(and(eq(microsoftAppToken.tenantId, id), eq(microsoftAppToken.accessToken, row.accessToken)))
    .returning({ id: microsoftAppToken.tenantId })
  return moved.length === 1 ? 'rekeyed' : 'moved'
}

function again(keys: readonly string[], sealed: string | null, place: string): string | null | 'unreadable' {
  if (sealed === null || isCurrent(keys, sealed)) return sealed
  if (!isReadable(keys, sealed)) return 'unreadable'
  return seal(keys, open(keys, sealed, place), place)
}
