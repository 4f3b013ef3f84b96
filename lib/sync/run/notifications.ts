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
import { graphOf, type Session, type SubscriptionPurpose } from './session'

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

/** When a subscription ends that is to be renewed by the next round, or made anew if it is gone. */
export const renewalDue = (now: Date): Date => new Date(now.getTime() + 1_000)

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
async function letGo(session: Session, graphId: string): Promise<void> {
  await unsubscribe(session.graph, graphId).catch((error: unknown) => {
    if (!(error instanceof UpstreamError) || error.remedy === 'reconnect') throw error
  })
  await endAsApplication(session, graphId)
}

/**
 * A subscription is there for its creator only: one from before the user signed in herself is not found with her own
 * sign-in (learn.microsoft.com/graph/api/subscription-get, Permissions).
 */
async function endAsApplication({ engine, connection: row }: Session, graphId: string): Promise<void> {
  if (row.access !== 'delegated') return
  const { graph } = graphOf(engine, { ...row, access: 'application' })
  await unsubscribe(graph, graphId).catch((error: unknown) => {
    if (!(error instanceof UpstreamError)) throw error
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
 * the work (`no`). A subscription that seems to have been `lost` without a word is made to look due: the next round
 * begins by seeing to it, and reads.
 */
export async function notificationsArrive(session: Session): Promise<Arriving> {
  const rows = await subscriptionsOf(session)
  const found = watched(session).map(([purpose]) => ({
    existing: rows.find((one) => one.purpose === purpose),
    foundNow: session.found[purpose] > 0,
  }))
  const all: Arriving[] = []
  for (const { existing, foundNow } of found) all.push(await arriving(session, existing, foundNow))
  return all.find((one) => one === 'lost') ?? all.find((one) => one === 'no') ?? 'yes'
}

type Arriving = 'yes' | 'no' | 'lost'

async function arriving(session: Session, existing: Row | undefined, foundNow: boolean): Promise<Arriving> {
  if (!existing?.graphId) return 'no'
  const now = session.now()
  const found = foundNow ? now : existing.lastFoundAt
  const told = (existing.lastNotifiedAt ?? existing.createdAt).getTime()
  const isLost = foundNow && now.getTime() - told > latestNotificationMs
  if (foundNow) {
    await session.engine.db
      .update(subscription)
      .set({ lastFoundAt: found, ...(isLost ? { expiresAt: renewalDue(now) } : {}) })
      .where(eq(subscription.id, existing.id))
  }
  if (isLost) return 'lost'
  return found === null || found.getTime() - told <= usualNotificationMs ? 'yes' : 'no'
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
      await endAsApplication(session, existing.graphId)
    }
    await engine.db.delete(subscription).where(eq(subscription.id, existing.id))
  }
}
