import { and, eq, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { member, organisation, profile, session } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import { recordAudit } from '../audit/record-audit'
import { type Context, requirePermission } from '../context'
import { refuseRightsBeyondOwn } from '../profiles/refuse-rights-beyond-own'
import { type MemberView, readMember } from './list-members'

export type MemberPatch = {
  id: string
  profileId?: string | undefined
  status?: 'active' | 'deactivated' | undefined
}

/**
 * Gives a member another profile, lets her in or keeps her out. Whoever is deactivated loses her sessions and API keys
 * at once and keeps her records; her syncs pause, because a run looks at the member before it works.
 * @throws DomainError `permission-required` (also for a profile with rights that the actor lacks), `not-found`,
 * `last-administrator`, `validation` for a profile that does not exist.
 */
export async function updateMember(context: Context, patch: MemberPatch): Promise<MemberView> {
  requirePermission(context, 'manage-users')
  await context.db.transaction(async (tx) => {
    // One change of members at a time: two administrators who demote each other would both see one left.
    await tx
      .select({ id: organisation.id })
      .from(organisation)
      .where(eq(organisation.id, context.organisationId))
      .for('update')
    const before = await readMember({ ...context, db: tx }, patch.id)
    const profileId = patch.profileId ?? before.profileId
    const status = patch.status ?? before.status
    if (profileId === before.profileId && status === before.status) return
    if (profileId !== before.profileId) await refuseProfile({ ...context, db: tx }, profileId)
    await tx.update(member).set({ profileId, status }).where(eq(member.id, patch.id))
    await refuseLoss(tx, context.organisationId)
    if (status === 'deactivated') {
      await tx
        .update(session)
        .set({ revokedAt: context.now() })
        .where(and(eq(session.memberId, patch.id), isNull(session.revokedAt)))
    }
    await recordAudit(context, tx, {
      action: 'member.updated',
      subjectType: 'member',
      subjectId: patch.id,
      details: { profileId, status, before: { profileId: before.profileId, status: before.status } },
    })
  })
  return readMember(context, patch.id)
}

async function refuseProfile(context: Context, profileId: string): Promise<void> {
  const [given] = await context.db
    .select({ permissions: profile.permissions })
    .from(profile)
    .where(and(eq(profile.id, profileId), eq(profile.organisationId, context.organisationId)))
  if (given === undefined) {
    const message = 'There is no such profile.'
    throw new DomainError('validation', { errors: [{ pointer: '/profileId', code: 'invalid', message }] })
  }
  refuseRightsBeyondOwn(context, given.permissions)
}

async function refuseLoss(tx: Database, organisationId: string): Promise<void> {
  const [administrator] = await tx
    .select({ id: member.id })
    .from(member)
    .innerJoin(profile, and(eq(profile.id, member.profileId), eq(profile.builtIn, 'administrator')))
    .where(and(eq(member.organisationId, organisationId), eq(member.status, 'active')))
    .limit(1)
  if (administrator === undefined) throw new DomainError('last-administrator')
}
