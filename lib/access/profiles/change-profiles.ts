import { and, eq, ne, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { invitation, member, profile } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import { recordAudit } from '../audit/record-audit'
import { type Context, requirePermission } from '../context'
import { wakeSyncOf } from '../members/wake-sync-of'
import { allPermissions, type Permission } from '../permissions'
import { type ProfileView, profileView, readProfile } from './list-profiles'
import { refuseRightsBeyondOwn } from './refuse-rights-beyond-own'

type ProfileInput = { name: string; permissions: readonly Permission[] }

/** @throws DomainError `permission-required` (also for rights that the actor lacks), `name-taken`. */
export async function createProfile(context: Context, input: ProfileInput): Promise<ProfileView> {
  requirePermission(context, 'manage-users')
  refuseRightsBeyondOwn(context, input.permissions)
  return context.db.transaction(async (tx) => {
    await refuseTakenName(tx, context, input.name, null)
    const [made] = await tx
      .insert(profile)
      .values({
        organisationId: context.organisationId,
        name: input.name,
        permissions: inOrder(input.permissions),
        createdAt: context.now(),
      })
      .onConflictDoNothing()
      .returning()
    if (made === undefined) throw new DomainError('name-taken')
    await recordAudit(context, tx, { action: 'profile.created', ...subjectOf(made) })
    return profileView(made)
  })
}

/**
 * Changes what every member with this profile may do, from her next request on.
 * @throws DomainError `permission-required` (also for adding rights that the actor lacks), `not-found`, `built-in`,
 * `name-taken`.
 */
export async function updateProfile(
  context: Context,
  patch: { id: string } & { [Name in keyof ProfileInput]?: ProfileInput[Name] | undefined },
): Promise<ProfileView> {
  requirePermission(context, 'manage-users')
  const changed = await context.db.transaction(async (tx) => {
    const before = await lockOwnProfile(context, tx, patch.id)
    const name = patch.name ?? before.name
    const permissions = inOrder(patch.permissions ?? before.permissions)
    refuseRightsBeyondOwn(
      context,
      permissions.filter((permission) => !before.permissions.includes(permission)),
    )
    await refuseTakenName(tx, context, name, patch.id)
    const [changed] = await tx
      .update(profile)
      .set({ name, permissions })
      .where(eq(profile.id, patch.id))
      .returning()
    if (changed === undefined) throw new DomainError('not-found')
    const details = {
      added: permissions.filter((permission) => !before.permissions.includes(permission)),
      removed: before.permissions.filter((permission) => !permissions.includes(permission)),
      ...(name === before.name ? {} : { from: before.name, to: name }),
    }
    await recordAudit(context, tx, { action: 'profile.updated', ...subjectOf(changed), details })
    return profileView(changed)
  })
  const having = await context.db.select({ id: member.id }).from(member).where(eq(member.profileId, patch.id))
  await wakeSyncOf(
    context,
    having.map(({ id }) => id),
  )
  return changed
}

/** @throws DomainError `permission-required`, `not-found`, `built-in`, `profile-in-use`. */
export async function deleteProfile(context: Context, id: string): Promise<void> {
  requirePermission(context, 'manage-users')
  await context.db.transaction(async (tx) => {
    const gone = await lockOwnProfile(context, tx, id)
    const invited = and(eq(invitation.profileId, id), eq(invitation.status, 'pending'))
    const inUse = (await tx.$count(member, eq(member.profileId, id))) + (await tx.$count(invitation, invited))
    if (inUse > 0) throw new DomainError('profile-in-use')
    await tx.delete(profile).where(eq(profile.id, id))
    await recordAudit(context, tx, { action: 'profile.deleted', ...subjectOf(gone) })
  })
}

/** The profile, locked against members who are just being given it. */
async function lockOwnProfile(context: Context, tx: Database, id: string): Promise<ProfileView> {
  await tx
    .select({ id: profile.id })
    .from(profile)
    .where(and(eq(profile.id, id), eq(profile.organisationId, context.organisationId)))
    .for('update')
  const found = await readProfile({ ...context, db: tx }, id)
  if (found.builtIn !== null) throw new DomainError('built-in')
  return found
}

async function refuseTakenName(
  tx: Database,
  { organisationId }: Context,
  name: string,
  except: string | null,
): Promise<void> {
  const same = and(
    eq(profile.organisationId, organisationId),
    eq(sql`lower(${profile.name})`, name.toLowerCase()),
    except === null ? undefined : ne(profile.id, except),
  )
  if ((await tx.$count(profile, same)) > 0) throw new DomainError('name-taken')
}

const subjectOf = ({ id, name }: Pick<ProfileView, 'id' | 'name'>) => ({
  subjectType: 'profile',
  subjectId: id,
  subjectName: name,
})

/** Each permission once, in the order in which screens list them. */
const inOrder = (permissions: readonly Permission[]): Permission[] =>
  allPermissions.filter((permission) => permissions.includes(permission))
