import { and, eq } from 'drizzle-orm'
import { member } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import type { Context } from '../context'
import { newestFirst, type Page, type PageQuery, pageOfRows } from '../newest-first'
import { type MemberView, memberView, selectMembers } from './member-rows'

const newest = newestFirst(member.createdAt, member.id)

/** The organisation's members, the newest first. */
export async function listMembers(context: Context, { limit, after }: PageQuery): Promise<Page<MemberView>> {
  const rows = await selectMembers(context)
    .where(and(eq(member.organisationId, context.organisationId), newest.startingAfter(after)))
    .orderBy(...newest.order)
    .limit(limit + 1)
  const { items, next } = pageOfRows(rows, limit)
  return { items: items.map(memberView), next }
}

/** @throws DomainError `not-found`. */
export async function readMember(context: Context, id: string): Promise<MemberView> {
  const [row] = await selectMembers(context).where(
    and(eq(member.organisationId, context.organisationId), eq(member.id, id)),
  )
  if (row === undefined) throw new DomainError('not-found')
  return memberView(row)
}
