import { and, count, eq, inArray, isNotNull, isNull, lt, min, ne, type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { microsoftTenant, microsoftToken } from '@/db/schema/microsoft'
import { connection, link, subscription } from '@/db/schema/sync'
import {
  backlogAfterMs,
  type Facts,
  foundWithinMs,
  latestNotificationMs,
  unrenewedBeforeMs,
  unusedAfterMs,
} from './facts'
import { readHeartbeat } from './heartbeat'
import type { Operator } from './operator'

const ofConnection = {
  connectionId: connection.id,
  memberId: connection.memberId,
  organisationId: connection.organisationId,
  module: connection.module,
}

/**
 * Reads what the rules look at. Each query answers only what is out of the ordinary, so that in a house where all is
 * well seven small answers are all there is.
 */
export async function gatherFacts(db: Database, now: Date, operator: Operator): Promise<Facts> {
  const [sweptAt, tenants, waiting, signIns, notifications, backlogs, parked] = await Promise.all([
    readHeartbeat(db),
    refusingTenants(db),
    waitingConnections(db),
    unusedSignIns(db, now),
    notificationFacts(db, now),
    backlogFacts(db, now),
    parkedRecords(db),
  ])
  const { secretEndsOn, notificationsExpected } = operator
  const asSet = { now, secretEndsOn, notificationsExpected }
  return { ...asSet, sweptAt, tenants, waiting, signIns, notifications, backlogs, parked }
}

/** @param whose all tenants unless given */
export async function refusingTenants(db: Database, whose?: SQL): Promise<Facts['tenants']> {
  const rows = await db
    .select({
      organisationId: microsoftTenant.organisationId,
      status: microsoftTenant.status,
      since: microsoftTenant.checkedAt,
    })
    .from(microsoftTenant)
    .where(and(ne(microsoftTenant.status, 'connected'), whose))
  return rows.flatMap(({ status, ...row }) => (status === 'connected' ? [] : [{ ...row, status }]))
}

/** @param whose all connections unless given */
export async function waitingConnections(db: Database, whose?: SQL): Promise<Facts['waiting']> {
  const rows = await db
    .select({
      ...ofConnection,
      status: connection.status,
      reason: connection.reason,
      since: connection.updatedAt,
    })
    .from(connection)
    .where(and(inArray(connection.status, ['attention', 'held']), whose))
  return rows.map(({ status, ...row }) => ({ ...row, status: status === 'held' ? 'held' : 'attention' }))
}

const working = inArray(connection.status, ['active', 'held'])
const isOn = ne(connection.status, 'off')

function unusedSignIns(db: Database, now: Date): Promise<Facts['signIns']> {
  return db
    .select({ ...ofConnection, usedAt: microsoftToken.updatedAt })
    .from(microsoftToken)
    .innerJoin(connection, eq(connection.identityId, microsoftToken.identityId))
    .where(
      and(
        lt(microsoftToken.updatedAt, new Date(now.getTime() - unusedAfterMs)),
        isNull(microsoftToken.failure),
        eq(connection.access, 'delegated'),
        isOn,
      ),
    )
}

async function notificationFacts(db: Database, now: Date): Promise<Facts['notifications']> {
  const at = (ms: number) => sql`${new Date(now.getTime() + ms).toISOString()}::timestamptz`
  // A subscription that Microsoft never granted ends, in a manner of speaking, when it was asked for.
  const endsAt = sql`coalesce(${subscription.expiresAt}, ${subscription.createdAt} + interval '2 days')`
  const unrenewed = sql`${endsAt} < ${at(unrenewedBeforeMs)}`
  // One that was made anew begins anew.
  const toldAt = sql`greatest(${subscription.lastNotifiedAt}, ${subscription.createdAt})`
  const late = sql`${latestNotificationMs} * interval '1 millisecond'`
  const found = sql`${subscription.lastFoundAt} > ${at(-foundWithinMs)}`
  const untold = sql`${found} and ${subscription.lastFoundAt} > ${toldAt} + ${late} and ${subscription.lastFoundAt} < ${at(-latestNotificationMs)}`
  const rows = await db
    .select({
      organisationId: connection.organisationId,
      unrenewed: sql<string>`count(*) filter (where ${unrenewed})`,
      endsAt: sql<string | null>`min(${endsAt}) filter (where ${unrenewed})`,
      found: sql<string>`count(*) filter (where ${found})`,
      untold: sql<string>`count(*) filter (where ${untold})`,
      untoldSince: sql<string | null>`min(${subscription.lastFoundAt}) filter (where ${untold})`,
    })
    .from(subscription)
    .innerJoin(connection, eq(connection.id, subscription.connectionId))
    .where(and(working, sql`(${unrenewed} or ${found})`))
    .groupBy(connection.organisationId)
  const dateOf = (text: string | null) => (text === null ? null : new Date(text))
  return rows.map((row) => ({
    organisationId: row.organisationId,
    unrenewed: Number(row.unrenewed),
    endsAt: dateOf(row.endsAt),
    found: Number(row.found),
    untold: Number(row.untold),
    untoldSince: dateOf(row.untoldSince),
  }))
}

/**
 * Not the first sync, which takes its time, nor what waits for a person or is tried again: that says so itself.
 */
async function backlogFacts(db: Database, now: Date): Promise<Facts['backlogs']> {
  const since = min(link.pendingSince)
  const rows = await db
    .select({
      organisationId: connection.organisationId,
      connections: sql<string>`count(distinct ${connection.id})`,
      records: count(),
      since,
    })
    .from(link)
    .innerJoin(connection, eq(connection.id, link.connectionId))
    .where(
      and(
        lt(link.pendingSince, new Date(now.getTime() - backlogAfterMs)),
        isNull(link.parkedAt),
        isNull(link.removedAt),
        isNull(link.heldChange),
        sql`(${link.reason} is null or ${link.reason} not in ('microsoft-refused', 'removal-held'))`,
        isNull(connection.backfillAfter),
        working,
      ),
    )
    .groupBy(connection.organisationId)
  return rows.flatMap((row) =>
    row.since === null ? [] : [{ ...row, connections: Number(row.connections), since: row.since }],
  )
}

async function parkedRecords(db: Database): Promise<Facts['parked']> {
  const rows = await db
    .select({ ...ofConnection, records: count(), since: min(link.parkedAt) })
    .from(connection)
    .innerJoin(link, and(eq(link.connectionId, connection.id), eq(link.reason, 'microsoft-refused')))
    .where(and(isNotNull(link.parkedAt), isOn))
    .groupBy(connection.id)
  return rows.flatMap((row) => (row.since === null ? [] : [{ ...row, since: row.since }]))
}
