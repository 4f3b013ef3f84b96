import { randomBytes } from 'node:crypto'
import { and, desc, eq, isNotNull } from 'drizzle-orm'
import { activity, subscription } from '@/db/schema/sync'
import { UpstreamError } from '@/lib/errors'
import {
  renewBeforeMs,
  renewSubscription,
  type Subscribed,
  subscribe,
  unsubscribe,
  unsubscribeFrom,
} from '@/lib/microsoft/subscriptions/subscription'
import type { Session } from './session'

/**
 * Sees to it that Microsoft notifies us of this connection's changes: made, renewed in good time, made anew after a
 * loss. Where it cannot be had (no public address, refused), polling does the work, so no failure ends the run.
 * @returns whether notifications are to be expected
 */
export async function keepSubscription(session: Session): Promise<boolean> {
  const { engine, connection: row } = session
  if (engine.notificationUrl === null) return false
  const [found] = await engine.db.select().from(subscription).where(eq(subscription.connectionId, row.id))
  // One for a container from before tells nothing of this one.
  const existing = found?.resource === resourceOf(session) ? found : null
  const now = session.now().getTime()
  if (existing?.graphId && existing.expiresAt && existing.expiresAt.getTime() - now > renewBeforeMs)
    return true
  try {
    if (existing?.graphId && existing.expiresAt && existing.expiresAt.getTime() > now) {
      const renewed = await renewSubscription(session.graph, existing.graphId, session.now())
      if (renewed) return await remember(session, existing.id, renewed)
    }
    return await create(session, engine.notificationUrl)
  } catch (error) {
    if (error instanceof UpstreamError && error.remedy !== 'reconnect') return false
    throw error
  }
}

/** Most notifications come within a minute, the latest after three (learn.microsoft.com/graph/change-notifications-overview). */
const usualNotificationMs = 60_000
const latestNotificationMs = 180_000

/**
 * Whether notifications can be relied on. While the last changes found are ones of which none has told, polling does
 * the work; and a subscription that was lost without a word is made anew.
 */
export async function notificationsArrive(session: Session): Promise<boolean> {
  const { engine, connection: row } = session
  const [existing] = await engine.db.select().from(subscription).where(eq(subscription.connectionId, row.id))
  if (!existing?.graphId) return false
  const found = await lastFoundAt(session)
  const told = (existing.lastNotifiedAt ?? existing.createdAt).getTime()
  if (found === null || found.getTime() - told <= usualNotificationMs) return true
  if (session.found > 0 && session.now().getTime() - told > latestNotificationMs)
    await revive(session, existing)
  return false
}

/** When a run last found a change of Microsoft's. */
async function lastFoundAt(session: Session): Promise<Date | null> {
  const [last] = await session.engine.db
    .select({ at: activity.at })
    .from(activity)
    .where(
      and(
        eq(activity.connectionId, session.connection.id),
        eq(activity.direction, 'toCrm'),
        isNotNull(activity.delayMs),
      ),
    )
    .orderBy(desc(activity.at))
    .limit(1)
  return last?.at ?? null
}

async function revive(session: Session, existing: typeof subscription.$inferSelect): Promise<void> {
  const { engine, graph } = session
  try {
    const renewed = existing.graphId ? await renewSubscription(graph, existing.graphId, session.now()) : null
    if (renewed) await remember(session, existing.id, renewed)
    else if (engine.notificationUrl !== null) await create(session, engine.notificationUrl)
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.remedy === 'reconnect') throw error
  }
}

/** The row, with the secret that proves a notification, stands before Microsoft is asked. */
async function create(session: Session, notificationUrl: string): Promise<boolean> {
  const { engine, connection: row } = session
  const resource = resourceOf(session)
  const clientState = randomBytes(32).toString('base64url')
  const [made] = await engine.db
    .insert(subscription)
    .values({ connectionId: row.id, resource, clientState, createdAt: session.now() })
    .onConflictDoUpdate({
      target: subscription.connectionId,
      set: { resource, clientState, graphId: null, expiresAt: null, createdAt: session.now() },
    })
    .returning({ id: subscription.id })
  if (!made) throw new Error('an upsert answers its row')
  const wanted = { resource, clientState, notificationUrl, now: session.now() }
  const subscribed = await subscribe(session.graph, wanted).catch(async (error: unknown) => {
    if (!(error instanceof UpstreamError && error.details.status === 409)) throw error
    // One whose answer was lost stands in the way, and its secret is forgotten.
    await unsubscribeFrom(session.graph, resource)
    return subscribe(session.graph, wanted)
  })
  return remember(session, made.id, subscribed)
}

const resourceOf = ({ userPath, module, ...session }: Session) =>
  `${userPath.slice(1)}${module.container.collection}/${session.connection.containerId}${module.container.items}`

async function remember(session: Session, id: string, subscribed: Subscribed): Promise<boolean> {
  await session.engine.db
    .update(subscription)
    .set({ graphId: subscribed.graphId, expiresAt: subscribed.expiresAt })
    .where(eq(subscription.id, id))
  return true
}

/** Ends the connection's subscription on both sides. A failure is not worth keeping a connection for: it expires. */
export async function endSubscription(session: Session): Promise<void> {
  const { engine, connection: row } = session
  const [existing] = await engine.db.select().from(subscription).where(eq(subscription.connectionId, row.id))
  if (!existing) return
  if (existing.graphId) {
    await unsubscribe(session.graph, existing.graphId).catch((error: unknown) => {
      if (!(error instanceof UpstreamError)) throw error
    })
  }
  await engine.db.delete(subscription).where(eq(subscription.id, existing.id))
}
