import { and, desc, eq, lt, or } from 'drizzle-orm'
import { profile } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import type { Context } from '../context'
import { isPermission, type Permission } from '../permissions'

export type ProfileView = {
  id: string
  name: string
  permissions: Permission[]
  /** One of the two that every organisation has, and that nobody changes. */
  builtIn: 'administrator' | 'standard' | null
}

type Position = { at: Date; id: string }

/** The organisation's profiles, the newest first. */
export async function listProfiles(
  context: Context,
  page: { limit: number; after?: Position | undefined },
): Promise<{ items: ProfileView[]; next: Position | null }> {
  const { after, limit } = page
  const rows = await context.db
    .select()
    .from(profile)
    .where(
      and(
        eq(profile.organisationId, context.organisationId),
        after &&
          or(lt(profile.createdAt, after.at), and(eq(profile.createdAt, after.at), lt(profile.id, after.id))),
      ),
    )
    .orderBy(desc(profile.createdAt), desc(profile.id))
    .limit(limit + 1)
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items: items.map(profileView), next: last ? { at: last.createdAt, id: last.id } : null }
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
