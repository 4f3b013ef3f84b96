import { and, eq, inArray, isNull, notInArray, or, type SQL } from 'drizzle-orm'
import { account, member } from '@/db/schema/access'
import { microsoftTenant } from '@/db/schema/microsoft'
import { connection } from '@/db/schema/sync'
import { warning } from '@/db/schema/warnings'
import { type Context, may, requirePermission } from '@/lib/access/context'
import { refusingTenants, waitingConnections } from './gather-facts'
import { readHeartbeat } from './heartbeat'
import {
  severities,
  type WarningAudience,
  type WarningCode,
  type WarningDetails,
  type WarningSeverity,
  warningCodes,
} from './rule'
import { findAtOnce, isFoundAtOnce } from './rules'

/** A warning that is open, for the words of a screen. */
export type WarningView = {
  /** The same as long as it is open. */
  id: string
  code: WarningCode
  severity: WarningSeverity
  audience: WarningAudience
  since: Date
  details: WarningDetails
  /** Whose sync it is about, where it is one person's. */
  member: { id: string; name: string } | null
  connectionId: string | null
}

/**
 * Everything that is open in the organisation, its members' syncs and the installation, gravest first.
 * @throws DomainError `permission-required`
 */
export async function listWarnings(context: Context): Promise<WarningView[]> {
  requirePermission(context, 'manage-integrations')
  const { organisationId } = context
  return openWarnings(context, {
    stored: or(eq(warning.organisationId, organisationId), eq(warning.audience, 'operator')),
    connections: eq(connection.organisationId, organisationId),
    manages: true,
  })
}

/**
 * What concerns the acting member: her own syncs and, if she manages integrations, what concerns the organisation and
 * the installation. Not what is worth a line in a list only.
 */
export async function ownWarnings(context: Context): Promise<WarningView[]> {
  const { actor, organisationId } = context
  if (actor.type === 'system') return []
  const manages = may(actor, 'manage-integrations')
  const own = and(eq(warning.audience, 'member'), eq(warning.memberId, actor.memberId))
  const everybodys = or(eq(warning.audience, 'administrators'), own)
  const open = await openWarnings(context, {
    stored: or(
      and(eq(warning.organisationId, organisationId), manages ? everybodys : own),
      manages ? eq(warning.audience, 'operator') : undefined,
    ),
    connections: and(eq(connection.organisationId, organisationId), eq(connection.memberId, actor.memberId)),
    manages,
  })
  return open.filter(({ severity }) => severity !== 'notice')
}

type Scope = { stored: SQL | undefined; connections: SQL | undefined; manages: boolean }

/**
 * What takes a glance to see is looked at now, so that it is shown as soon as it is so and gone as soon as it is over;
 * the rest is what the last check has found.
 */
async function openWarnings(context: Context, scope: Scope): Promise<WarningView[]> {
  const [stored, atOnce] = await Promise.all([
    storedWarnings(context, scope),
    presentWarnings(context, scope),
  ])
  const rows = [...atOnce, ...stored].sort(byGravity)
  const names = await namesOf(
    context,
    rows.flatMap(({ memberId }) => memberId ?? []),
  )
  return rows.map(({ memberId, ...row }) => ({
    ...row,
    member: memberId === null ? null : { id: memberId, name: names.get(memberId) ?? '' },
  }))
}

const byGravity = (a: Row, b: Row): number =>
  severities.indexOf(b.severity) - severities.indexOf(a.severity) ||
  warningCodes.indexOf(a.code) - warningCodes.indexOf(b.code) ||
  (a.id < b.id ? -1 : 1)

type Row = Omit<WarningView, 'member'> & { memberId: string | null }

function storedWarnings({ db }: Context, { stored }: Scope): Promise<Row[]> {
  return db
    .select({
      id: warning.id,
      code: warning.code,
      severity: warning.severity,
      audience: warning.audience,
      since: warning.since,
      details: warning.details,
      connectionId: warning.connectionId,
      memberId: warning.memberId,
    })
    .from(warning)
    .where(and(isNull(warning.resolvedAt), stored, notInArray(warning.code, [...isFoundAtOnce])))
}

async function presentWarnings(context: Context, { connections, manages }: Scope): Promise<Row[]> {
  const { db, organisationId } = context
  const [waiting, tenants, sweptAt] = await Promise.all([
    waitingConnections(db, connections),
    manages ? refusingTenants(db, eq(microsoftTenant.organisationId, organisationId)) : [],
    manages ? readHeartbeat(db) : null,
  ])
  return findAtOnce({ now: context.now(), waiting, tenants, sweptAt }).map(
    ({ subject, organisationId: _, ...found }) => ({ ...found, id: `${found.code} ${subject}` }),
  )
}

async function namesOf({ db }: Context, memberIds: readonly string[]): Promise<Map<string, string>> {
  if (memberIds.length === 0) return new Map()
  const rows = await db
    .select({ id: member.id, name: account.name })
    .from(member)
    .innerJoin(account, eq(account.id, member.accountId))
    .where(inArray(member.id, [...memberIds]))
  return new Map(rows.map(({ id, name }) => [id, name]))
}
