import { and, eq, sql } from 'drizzle-orm'
import { account, member, microsoftIdentity } from '@/db/schema/access'
import { microsoftTenant } from '@/db/schema/microsoft'
import type { Context } from '../context'

/** A colleague, as every member of the organisation may see her. */
export type MemberView = {
  id: string
  email: string
  name: string
  profileId: string
  status: 'active' | 'deactivated'
  /** She has deleted her account: a former member who stands for her where her records are. */
  hasLeft: boolean
  /** Her user in the organisation's Microsoft tenant, once it is known. */
  microsoft: { upn: string } | null
  lastSignInAt: Date | null
}

/** What lists by name are ordered by: taken apart, an É stands among the Es whatever the database's collation is. */
export const memberSortKey = sql<string>`normalize(lower(${account.name}), NFKD)`

/** Members with their accounts and Microsoft users. The caller says of which organisation. */
export const selectMembers = ({ db }: Context) =>
  db
    .select({
      id: member.id,
      email: account.email,
      name: account.name,
      profileId: member.profileId,
      status: member.status,
      hasLeft: sql<boolean>`${account.erasedAt} is not null`,
      upn: microsoftIdentity.upn,
      lastSignInAt: account.lastSignInAt,
      createdAt: member.createdAt,
      sortKey: memberSortKey.as('sort_key'),
    })
    .from(member)
    .innerJoin(account, eq(account.id, member.accountId))
    .leftJoin(microsoftTenant, eq(microsoftTenant.organisationId, member.organisationId))
    .leftJoin(
      microsoftIdentity,
      and(
        eq(microsoftIdentity.accountId, member.accountId),
        eq(microsoftIdentity.tid, microsoftTenant.tenantId),
      ),
    )

type Row = Omit<MemberView, 'microsoft'> & { upn: string | null; createdAt: Date; sortKey: string }

export const memberView = ({ upn, createdAt, sortKey, ...row }: Row): MemberView => ({
  ...row,
  microsoft: upn === null ? null : { upn },
})
