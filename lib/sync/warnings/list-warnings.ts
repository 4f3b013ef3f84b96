import { and, desc, eq, isNull, or, type SQL } from 'drizzle-orm'
import { account, member } from '@/db/schema/access'
import { warning } from '@/db/schema/warnings'
import { type Context, may, requirePermission } from '@/lib/access/context'
import { readHeartbeat } from './heartbeat'
import type { WarningAudience, WarningCode, WarningDetails, WarningSeverity } from './rule'
import { runnerStandsStill } from './rules'

/** A warning that is open, for the words of a screen. */
export type WarningView = {
  /** Stays the same as long as it is open. */
  id: string
  code: WarningCode
  severity: WarningSeverity
  audience: WarningAudience
  since: Date
  openedAt: Date
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
  return openWarnings(context, or(ofOrganisation(context), ofInstallation))
}

/**
 * What concerns the acting member: her own syncs and, if she manages integrations, what concerns the organisation and
 * the installation. Not what is worth a line in a list only.
 */
export async function ownWarnings(context: Context): Promise<WarningView[]> {
  const { actor } = context
  if (actor.type === 'system') return []
  const own = and(eq(warning.audience, 'member'), eq(warning.memberId, actor.memberId))
  const manages = may(actor, 'manage-integrations')
  const everybodys = or(and(eq(warning.audience, 'administrators'), ofOrganisation(context)), ofInstallation)
  const open = await openWarnings(
    context,
    or(and(own, ofOrganisation(context)), manages ? everybodys : undefined),
    manages,
  )
  return open.filter(({ severity }) => severity !== 'notice')
}

const ofOrganisation = ({ organisationId }: Context) => eq(warning.organisationId, organisationId)
const ofInstallation = eq(warning.audience, 'operator')

async function openWarnings(context: Context, whose: SQL | undefined, all = true): Promise<WarningView[]> {
  const [rows, sweptAt] = await Promise.all([
    context.db
      .select({
        id: warning.id,
        code: warning.code,
        severity: warning.severity,
        audience: warning.audience,
        since: warning.since,
        openedAt: warning.openedAt,
        details: warning.details,
        connectionId: warning.connectionId,
        memberId: warning.memberId,
        name: account.name,
      })
      .from(warning)
      .leftJoin(member, eq(member.id, warning.memberId))
      .leftJoin(account, eq(account.id, member.accountId))
      .where(and(isNull(warning.resolvedAt), whose))
      .orderBy(desc(warning.severity), warning.openedAt, warning.code),
    all ? readHeartbeat(context.db) : null,
  ])
  const stored = rows.map(({ memberId, name, ...row }) => ({
    ...row,
    member: memberId === null || name === null ? null : { id: memberId, name },
  }))
  return [
    ...standstill(context.now(), sweptAt),
    ...stored.filter(({ code }) => code !== 'runner-standing-still'),
  ]
}

/** Whatever would have written this one down is what stands still, so it is looked at when somebody asks. */
function standstill(now: Date, sweptAt: Date | null): WarningView[] {
  return runnerStandsStill({ now, sweptAt }).map(
    ({ code, severity, audience, since, details, connectionId }) => ({
      ...{ id: `${code} ${since.getTime()}`, code, severity, audience, since, details, connectionId },
      openedAt: since,
      member: null,
    }),
  )
}
