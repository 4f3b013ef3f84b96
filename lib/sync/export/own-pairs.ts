import { and, asc, eq, gt } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { clientInvitation } from '@/db/schema/client-invitations'
import { link, skippedItem, subscription } from '@/db/schema/sync'

const pageSize = 500

type KeyPage<Item> = { items: Item[]; next: string | null }

/** Which record is which item, and what both held when they last agreed. */
export async function pairsOf(db: Database, connectionId: string, after?: string): Promise<KeyPage<object>> {
  const rows = await db
    .select({
      id: link.id,
      recordId: link.recordId,
      itemId: link.itemId,
      state: link.state,
      reason: link.reason,
      agreed: link.base,
      webLink: link.webLink,
      refusedWith: link.lastErrorText,
      lastSyncedAt: link.lastSyncedAt,
      createdAt: link.createdAt,
    })
    .from(link)
    .where(and(eq(link.connectionId, connectionId), after === undefined ? undefined : gt(link.id, after)))
    .orderBy(asc(link.id))
    .limit(pageSize)
  const next = rows.length === pageSize ? (rows.at(-1)?.id ?? null) : null
  return { items: rows.map(({ id: _, ...pair }) => pair), next }
}

/** Items that stay in Microsoft 365 only, and why. */
export async function skippedOf(
  db: Database,
  connectionId: string,
  after?: string,
): Promise<KeyPage<object>> {
  const { itemId, reason, since } = skippedItem
  const rows = await db
    .select({ itemId, reason, since })
    .from(skippedItem)
    .where(
      and(
        eq(skippedItem.connectionId, connectionId),
        after === undefined ? undefined : gt(skippedItem.itemId, after),
      ),
    )
    .orderBy(asc(skippedItem.itemId))
    .limit(pageSize)
  return { items: rows, next: rows.length === pageSize ? (rows.at(-1)?.itemId ?? null) : null }
}

/** Invitations in her own calendar that are followed, or whose organiser is waited for. */
export async function invitationsOf(
  db: Database,
  connectionId: string,
  after?: string,
): Promise<KeyPage<object>> {
  const { id, itemId, organiser, recordId, endsAt, createdAt } = clientInvitation
  const rows = await db
    .select({ id, itemId, organiser, recordId, endsAt, createdAt })
    .from(clientInvitation)
    .where(
      and(
        eq(clientInvitation.connectionId, connectionId),
        after === undefined ? undefined : gt(clientInvitation.id, after),
      ),
    )
    .orderBy(asc(clientInvitation.id))
    .limit(pageSize)
  const next = rows.length === pageSize ? (rows.at(-1)?.id ?? null) : null
  return { items: rows.map(({ id: _, ...one }) => one), next }
}

/** What Microsoft was asked to tell of; the secret by which its word is known stays out. */
export const subscriptionsOf = (db: Database, connectionId: string) =>
  db
    .select({
      purpose: subscription.purpose,
      resource: subscription.resource,
      createdAt: subscription.createdAt,
      expiresAt: subscription.expiresAt,
      lastNotifiedAt: subscription.lastNotifiedAt,
    })
    .from(subscription)
    .where(eq(subscription.connectionId, connectionId))
