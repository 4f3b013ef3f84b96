import { randomBytes } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { subscription } from '@/db/schema/sync'
import { UpstreamError } from '@/lib/errors'
import {
  renewSubscription,
  type Subscribed,
  subscribe,
  subscriptionLife,
  unsubscribe,
  unsubscribeFrom,
} from '@/lib/microsoft/subscriptions/subscription'
import { wantsInvitations } from '@/lib/sync/client-invitations/wanted'
import type { Session, SubscriptionPurpose } from './session'

type Row = typeof subscription.$inferSelect

/**
 * Sees to it that Microsoft notifies us of this connection's changes: made, renewed in good time, made anew after a
 * loss. Where it cannot be had (no public address, refused), polling does the work, so no failure ends the run.
 * @returns whether notifications are to be expected of everything that the connection reads
 */
export async function keepSubscriptions(session: Session): Promise<boolean> {
  const { notificationUrl } = session.engine
  if (notificationUrl === null || !isTold(session)) return false
  const rows = await subscriptionsOf(session)
  let all = true
  for (const [purpose, resource] of watched(session)) {
    const row = rows.find((one) => one.purpose === purpose)
    // One for a container from before tells nothing of this one.
    const existing = row?.resource === resource ? row : undefined
    all = (await keep(session, { purpose, resource, notificationUrl }, existing)) && all
  }
  return all
}

/** Of some items Microsoft tells only an app to which their user has signed in herself: there polling does the work. */
const isTold = ({ connection: row, module }: Session): boolean =>
  module.container.notifies === 'always' || row.access === 'delegated'

type Wanted = { purpose: SubscriptionPurpose; resource: string; notificationUrl: string }

async function keep(session: Session, wanted: Wanted, existing: Row | undefined): Promise<boolean> {
  const now = session.now().getTime()
  const { renewBeforeMs } = subscriptionLife(wanted.resource)
  if (existing?.graphId && existing.expiresAt && existing.expiresAt.getTime() - now > renewBeforeMs)
    return true
  try {
    if (existing?.graphId && existing.expiresAt && existing.expiresAt.getTime() > now) {
      const known = { graphId: existing.graphId, resource: wanted.resource }
      const renewed = await renewSubscription(session.graph, known, session.now())
      if (renewed) return await remember(session, existing.id, renewed)
    }
    if (existing?.graphId) await letGo(session, existing.graphId)
    return await create(session, wanted)
  } catch (error) {
    if (error instanceof UpstreamError && error.remedy !== 'reconnect') return false
    throw error
  }
}

/** One that is not relied on any more may be there still, and would tell of everything a second time. */
async function letGo({ graph }: Session, graphId: string): Promise<void> {
  await unsubscribe(graph, graphId).catch((error: unknown) => {
    if (!(error instanceof UpstreamError) || error.remedy === 'reconnect') throw error
  })
}

/** What a connection watches, as paths without a leading slash. */
function watched(session: Session): [SubscriptionPurpose, string][] {
  const { connection: row, module } = session
  const user = session.userPath.slice(1)
  const container = `${user}${module.container.collection}/${row.containerId}${module.container.items}`
  // Of all calendars, this path covers the default one only (observed, microsoft-graph-docs issue 6595).
  const calendar: [SubscriptionPurpose, string][] = [['default-calendar', `${user}/events`]]
  return [['container', container], ...(wantsInvitations(row) ? calendar : [])]
}

const subscriptionsOf = ({ engine, connection: row }: Session): Promise<Row[]> =>
  engine.db.select().from(subscription).where(eq(subscription.connectionId, row.id))

/** Most notifications come within a minute, the latest after three (learn.microsoft.com/graph/change-notifications-overview). */
const usualNotificationMs = 60_000
const latestNotificationMs = 180_000

/**
 * Whether notifications can be relied on. While the last changes found are ones of which none has told, polling does
 * the work; and a subscription that was lost without a word is made anew.
 */
export async function notificationsArrive(session: Session): Promise<boolean> {
  if (!isTold(session)) return false
  const rows = await subscriptionsOf(session)
  let all = true
  for (const [purpose, resource] of watched(session)) {
    const existing = rows.find((one) => one.purpose === purpose)
    all = (await arrive(session, purpose, resource, existing)) && all
  }
  return all
}

async function arrive(
  session: Session,
  purpose: SubscriptionPurpose,
  resource: string,
  existing: Row | undefined,
): Promise<boolean> {
  if (!existing?.graphId) return false
  const foundNow = session.found[purpose] > 0
  session.found[purpose] = 0
  const found = foundNow ? session.now() : existing.lastFoundAt
  if (foundNow) {
    const { db } = session.engine
    await db.update(subscription).set({ lastFoundAt: found }).where(eq(subscription.id, existing.id))
  }
  const told = (existing.lastNotifiedAt ?? existing.createdAt).getTime()
  if (found === null || found.getTime() - told <= usualNotificationMs) return true
  if (foundNow && session.now().getTime() - told > latestNotificationMs)
    await revive(session, purpose, resource, existing)
  return false
}

async function revive(
  session: Session,
  purpose: SubscriptionPurpose,
  resource: string,
  existing: Row,
): Promise<void> {
  const { engine, graph } = session
  try {
    const { graphId } = existing
    const renewed = graphId ? await renewSubscription(graph, { graphId, resource }, session.now()) : null
    if (renewed) await remember(session, existing.id, renewed)
    else if (engine.notificationUrl !== null)
      await create(session, { purpose, resource, notificationUrl: engine.notificationUrl })
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.remedy === 'reconnect') throw error
  }
}

/** The row, with the secret that proves a notification, stands before Microsoft is asked. */
async function create(session: Session, { purpose, resource, notificationUrl }: Wanted): Promise<boolean> {
  const { engine, connection: row } = session
  const clientState = randomBytes(32).toString('base64url')
  const fresh = { resource, clientState, createdAt: session.now() }
  const [made] = await engine.db
    .insert(subscription)
    .values({ connectionId: row.id, purpose, ...fresh })
    .onConflictDoUpdate({
      target: [subscription.connectionId, subscription.purpose],
      set: { ...fresh, graphId: null, expiresAt: null },
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

async function remember(session: Session, id: string, subscribed: Subscribed): Promise<boolean> {
  await session.engine.db
    .update(subscription)
    .set({ graphId: subscribed.graphId, expiresAt: subscribed.expiresAt })
    .where(eq(subscription.id, id))
  return true
}

/**
 * Ends subscriptions of the connection on both sides: all of them, or the one of a purpose. A failure is not worth
 * keeping a connection for: it expires.
 */
export async function endSubscriptions(session: Session, purpose?: SubscriptionPurpose): Promise<void> {
  const { engine, connection: row } = session
  const rows = await engine.db
    .select()
    .from(subscription)
    .where(
      and(eq(subscription.connectionId, row.id), purpose ? eq(subscription.purpose, purpose) : undefined),
    )
  for (const existing of rows) {
    if (existing.graphId) {
      await unsubscribe(session.graph, existing.graphId).catch((error: unknown) => {
        if (!(error instanceof UpstreamError)) throw error
      })
    }
    await engine.db.delete(subscription).where(eq(subscription.id, existing.id))
  }
}
