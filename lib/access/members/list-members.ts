import { and, desc, eq, lt, or } from 'drizzle-orm'
import { account, member, microsoftIdentity } from '@/db/schema/access'
import { microsoftTenant } from '@/db/schema/microsoft'
import { DomainError } from '@/lib/errors'
import type { Context } from '../context'

/** A colleague, as every member of the organisation may see her. */
export type MemberView = {
  id: string
  email: string
  name: string
  profileId: string
  status: 'active' | 'deactivated'
  /** Her user in the organisation's Microsoft tenant, once it is known. */
  microsoft: { upn: string } | null
  lastSignInAt: Date | null
}

type Position = { at: Date; id: string }
export type MemberPage = { items: MemberView[]; next: Position | null }

/** The organisation's members, the newest first. */
export async function listMembers(
  context: Context,
  page: { limit: number; after?: Position | undefined },
): Promise<MemberPage> {
  const { after, limit } = page
  const rows = await members(context)
    .where(
      and(
        eq(member.organisationId, context.organisationId),
        after &&
          or(lt(member.createdAt, after.at), and(eq(member.createdAt, after.at), lt(member.id, after.id))),
      ),
    )
    .orderBy(desc(member.createdAt), desc(member.id))
    .limit(limit + 1)
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items: items.map(toView), next: last ? { at: last.createdAt, id: last.id } : null }
}

/** @throws DomainError `not-found`. */
export async function readMember(context: Context, id: string): Promise<MemberView> {
  const [row] = await members(context).where(
    and(eq(member.organisationId, context.organisationId), eq(member.id, id)),
  )
  if (row === undefined) throw new DomainError('not-found')
  return toView(row)
}

const members = ({ db }: Context) =>
  db
    .select({
      id: member.id,
      email: account.email,
      name: account.name,
      profileId: member.profileId,
      status: member.status,
      upn: microsoftIdentity.upn,
      lastSignInAt: account.lastSignInAt,
      createdAt: member.createdAt,
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

type Row = Omit<MemberView, 'microsoft'> & { upn: string | null; createdAt: Date }

const toView = ({ upn, createdAt, ...row }: Row): MemberView => ({
  ...row,
  microsoft: upn === null ? null : { upn },
})
