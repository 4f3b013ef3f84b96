import { and, eq } from 'drizzle-orm'
import { account, joinRequest, member } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import { type Context, requirePermission } from '../context'
import { newestFirst, type Page, type PageQuery } from '../newest-first'

export type JoinRequestView = {
  id: string
  /** As the tenant's directory had them when she asked. */
  name: string
  upn: string
  mail: string | null
  jobTitle: string | null
  /** `tid` and `oid` of the person who asks. */
  microsoft: { tenantId: string; userId: string }
  message: string | null
  status: 'pending' | 'approved' | 'declined'
  requestedAt: Date
  decidedBy: { id: string; name: string } | null
  decidedAt: Date | null
  /** What the person was told with a refusal. */
  reason: string | null
}

const newest = newestFirst(joinRequest.requestedAt, joinRequest.id)

/**
 * Who has asked to join the organisation, the newest first; `status` keeps those that have it.
 * @throws DomainError `permission-required`.
 */
export async function listJoinRequests(
  context: Context,
  { limit, after, status }: PageQuery & { status?: JoinRequestView['status'] | undefined },
): Promise<Page<JoinRequestView>> {
  requirePermission(context, 'manage-users')
  const rows = await selectJoinRequests(context)
    .where(
      and(
        eq(joinRequest.organisationId, context.organisationId),
        status && eq(joinRequest.status, status),
        newest.startingAfter(after),
      ),
    )
    .orderBy(...newest.order)
    .limit(limit + 1)
  const items = rows.slice(0, limit).map(joinRequestView)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items, next: last ? { at: last.requestedAt, id: last.id } : null }
}

/** @throws DomainError `permission-required`, `not-found`. */
export async function readJoinRequest(context: Context, id: string): Promise<JoinRequestView> {
  requirePermission(context, 'manage-users')
  const [found] = await selectJoinRequests(context).where(
    and(eq(joinRequest.organisationId, context.organisationId), eq(joinRequest.id, id)),
  )
  if (found === undefined) throw new DomainError('not-found')
  return joinRequestView(found)
}

type Row = Awaited<ReturnType<typeof selectJoinRequests>>[number]

function joinRequestView({ deciderId, deciderName, ...row }: Row): JoinRequestView {
  const decidedBy = deciderId === null ? null : { id: deciderId, name: deciderName ?? '' }
  return { ...row, decidedBy }
}

const selectJoinRequests = ({ db }: Context) =>
  db
    .select({
      id: joinRequest.id,
      name: joinRequest.name,
      upn: joinRequest.upn,
      mail: joinRequest.mail,
      jobTitle: joinRequest.jobTitle,
      microsoft: { tenantId: joinRequest.tid, userId: joinRequest.oid },
      message: joinRequest.message,
      status: joinRequest.status,
      requestedAt: joinRequest.requestedAt,
      deciderId: member.id,
      deciderName: account.name,
      decidedAt: joinRequest.decidedAt,
      reason: joinRequest.reason,
    })
    .from(joinRequest)
    .leftJoin(member, eq(member.id, joinRequest.decidedBy))
    .leftJoin(account, eq(account.id, member.accountId))
