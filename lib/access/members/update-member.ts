import { and, eq, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { member, organisation, profile, session } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import { recordAudit } from '../audit/record-audit'
import { type Context, requirePermission } from '../context'
import { readProfile } from '../profiles/list-profiles'
import { requireGiveableProfile } from '../profiles/require-giveable-profile'
import { readMember } from './list-members'
import type { MemberView } from './member-rows'
import { wakeSyncOf } from './wake-sync-of'

export type MemberPatch = {
  id: string
  profileId?: string | undefined
  status?: 'active' | 'deactivated' | undefined
}

/**
 * Gives a member another profile, lets her in or keeps her out. Whoever is deactivated loses her sessions and API keys
 * at once and keeps her records; her syncs pause, because a run looks at the member before it works, and one is asked
 * for.
 * @throws DomainError `permission-required` (also for a profile with rights that the actor lacks), `not-found`,
 * `deleted` for somebody who has deleted her account,
 * `last-administrator`, `validation` for a profile that does not exist.
 */
export async function updateMember(context: Context, patch: MemberPatch): Promise<MemberView> {
  requirePermission(context, 'manage-users')
  const changed = await context.db.transaction(async (tx) => {
    // One change of members at a time: two administrators who demote each other would both see one left.
    await tx
      .select({ id: organisation.id })
      .from(organisation)
      .where(eq(organisation.id, context.organisationId))
      .for('update')
    const inside = { ...context, db: tx }
    const before = await readMember(inside, patch.id)
    if (before.hasLeft) throw new DomainError('deleted')
    const after = {
      ...before,
      profileId: patch.profileId ?? before.profileId,
      status: patch.status ?? before.status,
    }
    if (after.profileId === before.profileId && after.status === before.status) return false
    // Letting somebody in again gives her the rights of her profile anew.
    const givesRights = after.profileId !== before.profileId || after.status === 'active'
    if (givesRights) await requireGiveableProfile(inside, after.profileId)
    await tx
      .update(member)
      .set({ profileId: after.profileId, status: after.status })
      .where(eq(member.id, patch.id))
    await refuseLoss(tx, context.organisationId)
    if (after.status === 'deactivated') await endSessionsOfMember(inside, patch.id)
    await auditChange(inside, before, after)
    return true
  })
  if (changed) await wakeSyncOf(context, [patch.id])
  return readMember(context, patch.id)
}

async function auditChange(context: Context, before: MemberView, after: MemberView): Promise<void> {
  const subject = { subjectType: 'member', subjectId: after.id, subjectName: after.name }
  if (after.status !== before.status) {
    const action = after.status === 'active' ? 'member.reactivated' : 'member.deactivated'
    await recordAudit(context, context.db, { action, ...subject })
  }
  if (after.profileId !== before.profileId) {
    const [from, to] = [
      await readProfile(context, before.profileId),
      await readProfile(context, after.profileId),
    ]
    const details = { from: from.name, to: to.name }
    await recordAudit(context, context.db, { action: 'member.profile-changed', ...subject, details })
  }
}

const endSessionsOfMember = (context: Context, memberId: string) =>
  context.db
    .update(session)
    .set({ revokedAt: context.now() })
    .where(and(eq(session.memberId, memberId), isNull(session.revokedAt)))

async function refuseLoss(tx: Database, organisationId: string): Promise<void> {
  const [administrator] = await tx
    .select({ id: member.id })
    .from(member)
    .innerJoin(profile, and(eq(profile.id, member.profileId), eq(profile.builtIn, 'administrator')))
    .where(and(eq(member.organisationId, organisationId), eq(member.status, 'active')))
    .limit(1)
  if (administrator === undefined) throw new DomainError('last-administrator')
}
