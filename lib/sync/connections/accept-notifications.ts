import { timingSafeEqual } from 'node:crypto'
import { eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '@/db/client'
import { subscription } from '@/db/schema/sync'
import { renewalDue } from '@/lib/sync/run/notifications'
import { claimRequests } from './claim-requests'

const Item = z.object({
  subscriptionId: z.string().min(1).max(200),
  clientState: z.string().max(200).nullish(),
  lifecycleEvent: z
    .enum(['reauthorizationRequired', 'subscriptionRemoved', 'missed'])
    .or(z.string())
    .nullish(),
})

/** What Microsoft posts to both addresses (learn.microsoft.com/graph/api/resources/changenotificationcollection). */
export const NotificationBody = z.object({ value: z.array(Item).max(5_000) })
export type NotificationItem = z.infer<typeof Item>

/**
 * Takes notifications for hints: the connections whose subscriptions they prove to come from are asked to run, and the
 * request is stored, so that it survives the loss of the event that follows. Items that prove nothing are dropped
 * without a word.
 * @returns the connections that have to be told by an event
 */
export async function acceptNotifications(
  db: Database,
  items: readonly NotificationItem[],
  now: Date,
): Promise<string[]> {
  return claimRequests(db, await provenConnections(db, items, now), now)
}

/** The connections whose secret the items know. */
async function provenConnections(
  db: Database,
  items: readonly NotificationItem[],
  now: Date,
): Promise<string[]> {
  const ids = [...new Set(items.map(({ subscriptionId }) => subscriptionId))]
  if (ids.length === 0) return []
  const known = await db
    .select({
      id: subscription.id,
      graphId: subscription.graphId,
      clientState: subscription.clientState,
      connectionId: subscription.connectionId,
    })
    .from(subscription)
    .where(inArray(subscription.graphId, ids))
  const proven = known.filter((row) =>
    items.some(
      (item) => item.subscriptionId === row.graphId && sameSecret(item.clientState ?? '', row.clientState),
    ),
  )
  if (proven.length === 0) return []
  const connectionIds = proven.map(({ connectionId }) => connectionId)
  await db
    .update(subscription)
    .set({ lastNotifiedAt: now })
    .where(
      inArray(
        subscription.id,
        proven.map(({ id }) => id),
      ),
    )
  return connectionIds
}

/**
 * The lifecycle events of subscriptions: one that was removed is forgotten, one that wants to be reauthorised is made
 * to look due; the run that follows makes or renews it, and pulls what may have been missed
 * (learn.microsoft.com/graph/change-notifications-lifecycle-events).
 */
export async function acceptLifecycle(
  db: Database,
  items: readonly NotificationItem[],
  now: Date,
): Promise<string[]> {
  const connectionIds = await provenConnections(db, items, now)
  if (connectionIds.length === 0) return []
  const own = await db.select().from(subscription).where(inArray(subscription.connectionId, connectionIds))
  for (const row of own) {
    const event = items.find((item) => item.subscriptionId === row.graphId)?.lifecycleEvent
    if (event === 'subscriptionRemoved') await setExpiry(db, row.id, null)
    if (event === 'reauthorizationRequired') await setExpiry(db, row.id, renewalDue(now))
  }
  return claimRequests(db, connectionIds, now)
}

async function setExpiry(db: Database, id: string, expiresAt: Date | null): Promise<void> {
  await db
    .update(subscription)
    .set(expiresAt === null ? { graphId: null, expiresAt } : { expiresAt })
    .where(eq(subscription.id, id))
}

/** Compared in constant time: the secret is the only proof there is. */
function sameSecret(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
