import { and, eq } from 'drizzle-orm'
import { profile } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import type { Context } from '../context'
import { newestFirst, type Page, type PageQuery, pageOfRows } from '../newest-first'
import { isPermission, type Permission } from '../permissions'

export type ProfileView = {
  id: string
  name: string
  permissions: Permission[]
  /** One of the two that every organisation has, and that nobody changes. */
  builtIn: 'administrator' | 'standard' | null
}

const newest = newestFirst(profile.createdAt, profile.id)

/** The organisation's profiles, the newest first. */
export async function listProfiles(
  context: Context,
  { limit, after }: PageQuery,
): Promise<Page<ProfileView>> {
  const rows = await context.db
    .select()
    .from(profile)
    .where(and(eq(profile.organisationId, context.organisationId), newest.startingAfter(after)))
    .orderBy(...newest.order)
    .limit(limit + 1)
  const { items, next } = pageOfRows(rows, limit)
  return { items: items.map(profileView), next }
}

/** @throws DomainError `not-found`. */
export async function readProfile(context: Context, id: string): Promise<ProfileView> {
  const [row] = await context.db
    .select()
    .from(profile)
    .where(and(eq(profile.organisationId, context.organisationId), eq(profile.id, id)))
  if (row === undefined) throw new DomainError('not-found')
  return profileView(row)
}

export const profileView = ({
  id,
  name,
  permissions,
  builtIn,
}: typeof profile.$inferSelect): ProfileView => ({
  id,
  name,
  permissions: permissions.filter(isPermission),
  builtIn,
})
