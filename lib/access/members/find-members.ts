import { and, asc, eq, ilike, or, sql } from 'drizzle-orm'
import { account, member, microsoftIdentity } from '@/db/schema/access'
import type { Context } from '../context'
import { type MemberView, memberSortKey, memberView, selectMembers } from './member-rows'

export type MemberQuery = {
  /** Part of a name or an address; empty finds everybody. */
  search: string
  status?: MemberView['status'] | undefined
  profileId?: string | undefined
  /** The last row of the page before, by the key of the order. */
  after?: { key: string; id: string } | undefined
  limit: number
}

/** The members that fit, by name. */
export async function findMembers(
  context: Context,
  { search, status, profileId, after, limit }: MemberQuery,
): Promise<{ items: MemberView[]; next: { key: string; id: string } | null }> {
  const pattern = `%${search.trim().replace(/[\\%_]/g, '\\$&')}%`
  const rows = await selectMembers(context)
    .where(
      and(
        eq(member.organisationId, context.organisationId),
        search.trim() === ''
          ? undefined
          : or(
              ilike(account.name, pattern),
              ilike(account.email, pattern),
              ilike(microsoftIdentity.upn, pattern),
            ),
        status && eq(member.status, status),
        profileId === undefined ? undefined : eq(member.profileId, profileId),
        after && sql`(${memberSortKey}, ${member.id}) > (${after.key}, ${after.id}::uuid)`,
      ),
    )
    .orderBy(asc(memberSortKey), asc(member.id))
    .limit(limit + 1)
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return { items: shown.map(memberView), next: last ? { key: last.sortKey, id: last.id } : null }
}
