import { and, eq, gte, ilike, lt, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { account, audit, invitation, joinRequest, member } from '@/db/schema/access'
import { type Context, requirePermission } from '../context'
import { newestFirst, type Page, type PageQuery } from '../newest-first'

export type AuditView = {
  id: string
  at: Date
  /** Noun and past participle: `member.deactivated`. */
  action: string
  actor: { type: string; name: string | null; email: string | null }
  subject: { type: string; id: string | null; name: string | null }
  address: string | null
  details: Record<string, unknown>
}

export type AuditQuery = PageQuery & {
  /** Part of the name or address of the actor or the subject, of an action, or of a network address. */
  search?: string | undefined
  /** The noun of the action, as in `member.deactivated`. */
  subject?: string | undefined
  /** From this instant on. */
  from?: Date | undefined
  /** Before this instant. */
  until?: Date | undefined
}

const newest = newestFirst(audit.at, audit.id)
const actorMember = alias(member, 'actor_member')
const actorAccount = alias(account, 'actor_account')
const subjectMember = alias(member, 'subject_member')
const subjectAccount = alias(account, 'subject_account')

/** What the subject was called when it happened, else what it is called now. */
const subjectName = sql<
  string | null
>`coalesce(${audit.subjectName}, ${subjectAccount.name}, ${invitation.email}, ${joinRequest.upn})`

/**
 * What has been done in the organisation, the latest first: who, what, to whom, when, from where.
 * @throws DomainError `permission-required`.
 */
export async function listAudit(
  context: Context,
  { limit, after, ...filter }: AuditQuery,
): Promise<Page<AuditView>> {
  requirePermission(context, 'manage-users')
  const rows = await selectAudit(context)
    .where(
      and(eq(audit.organisationId, context.organisationId), matches(filter), newest.startingAfter(after)),
    )
    .orderBy(...newest.order)
    .limit(limit + 1)
  const items = rows.slice(0, limit).map(auditView)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items, next: last ? { at: last.at, id: last.id } : null }
}

function matches({
  search = '',
  subject,
  from,
  until,
}: Omit<AuditQuery, 'limit' | 'after'>): SQL | undefined {
  const pattern = `%${search.trim().replace(/[\\%_]/g, '\\$&')}%`
  return and(
    from && gte(audit.at, from),
    until && lt(audit.at, until),
    subject === undefined ? undefined : sql`split_part(${audit.action}, '.', 1) = ${subject}`,
    search.trim() === ''
      ? undefined
      : or(
          ilike(audit.action, pattern),
          ilike(audit.address, pattern),
          ilike(actorAccount.name, pattern),
          ilike(actorAccount.email, pattern),
          ilike(subjectAccount.email, pattern),
          ilike(subjectName, pattern),
        ),
  )
}

const selectAudit = ({ db }: Context) =>
  db
    .select({
      id: audit.id,
      at: audit.at,
      action: audit.action,
      actorType: audit.actorType,
      actorName: actorAccount.name,
      actorEmail: actorAccount.email,
      subjectType: audit.subjectType,
      subjectId: audit.subjectId,
      subjectName,
      address: audit.address,
      details: audit.details,
    })
    .from(audit)
    .leftJoin(actorMember, and(eq(audit.actorType, 'user'), eq(actorMember.id, audit.actorId)))
    .leftJoin(actorAccount, eq(actorAccount.id, actorMember.accountId))
    .leftJoin(subjectMember, and(eq(audit.subjectType, 'member'), eq(subjectMember.id, audit.subjectId)))
    .leftJoin(subjectAccount, eq(subjectAccount.id, subjectMember.accountId))
    .leftJoin(invitation, and(eq(audit.subjectType, 'invitation'), eq(invitation.id, audit.subjectId)))
    .leftJoin(joinRequest, and(eq(audit.subjectType, 'join-request'), eq(joinRequest.id, audit.subjectId)))

type Row = Awaited<ReturnType<typeof selectAudit>>[number]

const auditView = (row: Row): AuditView => ({
  id: row.id,
  at: row.at,
  action: row.action,
  actor: { type: row.actorType, name: row.actorName, email: row.actorEmail },
  subject: { type: row.subjectType, id: row.subjectId, name: row.subjectName },
  address: row.address,
  details: row.details,
})
