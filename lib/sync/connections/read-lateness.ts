import { and, eq, gt, isNotNull, sql } from 'drizzle-orm'
import { link, subscription } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { deletionHeld, removalHeld } from '../links'
import type { ConnectionView } from './connection-view'
import { type Lateness, latenessOf } from './lateness'
import { ownConnection } from './own-connection'

/** How late the acting member's connection is, and why; null when it is as quick as one may expect. */
export async function readLateness(
  context: Context,
  { module, status, delay }: Pick<ConnectionView, 'module' | 'status' | 'delay'>,
): Promise<Lateness | null> {
  const row = await ownConnection(context, module)
  if (!row) return null
  const now = context.now()
  const enabledAt = row.enabledAt ?? row.createdAt
  const [[pending], notified] = await Promise.all([
    context.db
      .select({
        oldest: sql<string | null>`min(${link.pendingSince})`,
        tried: sql<boolean>`coalesce(bool_or(${link.attempts} > 0), false)`,
      })
      .from(link)
      .where(
        and(
          eq(link.connectionId, row.id),
          gt(link.pendingSince, enabledAt),
          sql`${link.parkedAt} is null and ${link.removedAt} is null`,
          sql`(${link.reason} is null or ${link.reason} not in ('microsoft-refused', ${deletionHeld}, ${removalHeld}))`,
        ),
      ),
    context.db
      .select({ id: subscription.id })
      .from(subscription)
      .where(
        and(
          eq(subscription.connectionId, row.id),
          eq(subscription.purpose, 'container'),
          isNotNull(subscription.graphId),
          gt(subscription.expiresAt, now),
        ),
      )
      .limit(1),
  ])
  return latenessOf({
    status,
    isFirstSync: row.backfillAfter !== null,
    now,
    oldestPendingAt: pending?.oldest ? new Date(pending.oldest) : null,
    waitsForMicrosoft: row.failureCount > 0 || (pending?.tried ?? false),
    requestedAt: row.lease === null ? row.requestedAt : null,
    lookedAt: row.lastPullAt,
    isNotified: notified.length > 0,
    p95: { toMicrosoftMs: delay.toMicrosoftMs?.p95 ?? null, toCrmMs: delay.toCrmMs?.p95 ?? null },
  })
}
