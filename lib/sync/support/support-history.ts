import { and, desc, eq, isNull, like, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { audit } from '@/db/schema/access'
import { requestLog } from '@/db/schema/request-log'
import { activity, run, subscription } from '@/db/schema/sync'
import { warning } from '@/db/schema/warnings'
import type { ConnectionRow } from '@/lib/sync/connections/own-connection'
import { type HideId, hiddenPath, plainCode } from './hidden-ids'

const runsShown = 100
const decisionsShown = 500

export async function runsOf(db: Database, connectionId: string, hide: HideId) {
  const rows = await db
    .select()
    .from(run)
    .where(eq(run.connectionId, connectionId))
    .orderBy(desc(run.startedAt), desc(run.id))
    .limit(runsShown)
  return rows.map(({ id, kind, startedAt, finishedAt, pulled, pushed, failed, outcome }) => ({
    id: hide(id),
    ...{ kind, startedAt, finishedAt, pulled, pushed, failed, outcome: plainCode(outcome) },
  }))
}

/** What was decided about which record, by the names of its fields. */
export async function decisionsOf(db: Database, connectionId: string, hide: HideId) {
  const rows = await db
    .select()
    .from(activity)
    .where(eq(activity.connectionId, connectionId))
    .orderBy(desc(activity.at), desc(activity.id))
    .limit(decisionsShown)
  const hidden = (id: string | null) => (id === null ? null : hide(id))
  return rows.map(({ at, direction, action, fields, reason, delayMs, seenAt, restoredAt, ...row }) => ({
    at,
    run: hidden(row.runId),
    record: hidden(row.recordId),
    item: hidden(row.itemId),
    ...{ direction, action, reason: plainCode(reason), delayMs, seenAt, restoredAt },
    fields: fields.map(({ field }) => plainCode(field)),
  }))
}

const actsShown = 100

/** What people, and jobs of ours, did to the connection: that it was somebody, not who. */
export async function actsOf(db: Database, { memberId, module, id }: ConnectionRow) {
  const ofModule = sql`${audit.details} ->> 'module' = ${module}`
  const rows = await db
    .select({ at: audit.at, action: audit.action, by: audit.actorType, actorId: audit.actorId })
    .from(audit)
    .where(
      and(
        like(audit.action, 'connection.%'),
        or(and(eq(audit.subjectId, memberId), ofModule), eq(audit.subjectId, id)),
      ),
    )
    .orderBy(desc(audit.at), desc(audit.id))
    .limit(actsShown)
  return rows.map(({ at, action, by, actorId }) => ({
    at,
    action: plainCode(action),
    by: actorId === memberId ? 'its user' : by,
  }))
}

export async function requestsOf(db: Database, connectionId: string, hide: HideId) {
  const rows = await db
    .select()
    .from(requestLog)
    .where(eq(requestLog.connectionId, connectionId))
    .orderBy(desc(requestLog.at))
  return rows.map(({ at, runId, times, leftOut, requests }) => ({
    run: hide(runId),
    ...{ at, times, leftOut },
    requests: requests.map((request) => ({ ...request, path: hiddenPath(request.path, hide) })),
  }))
}

export async function subscriptionsOf(db: Database, connectionId: string, hide: HideId) {
  const rows = await db.select().from(subscription).where(eq(subscription.connectionId, connectionId))
  return rows.map(({ purpose, graphId, resource, expiresAt, createdAt, lastNotifiedAt, lastFoundAt }) => ({
    id: graphId === null ? null : hide(graphId),
    resource: hiddenPath(resource, hide),
    ...{ purpose, expiresAt, createdAt, lastNotifiedAt, lastFoundAt },
  }))
}

/** What is open about the connection, its organisation and the installation. */
export async function warningsOf(db: Database, { id, organisationId }: ConnectionRow) {
  const whole = and(isNull(warning.connectionId), eq(warning.organisationId, organisationId))
  return db
    .select({
      code: warning.code,
      severity: warning.severity,
      since: warning.since,
      openedAt: warning.openedAt,
      mailedAt: warning.mailedAt,
      details: warning.details,
    })
    .from(warning)
    .where(
      and(
        isNull(warning.resolvedAt),
        or(eq(warning.connectionId, id), whole, eq(warning.audience, 'operator')),
      ),
    )
}
