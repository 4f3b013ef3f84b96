import { and, count, eq, isNotNull } from 'drizzle-orm'
import { invitation, member } from '@/db/schema/access'
import type { Context } from '../context'

export type ProfileUsage = { members: number; invitations: number }

/** How many members have each profile, and how many pending invitations will give it; a profile of nobody's is missing. */
export async function profileUsage(context: Context): Promise<ReadonlyMap<string, ProfileUsage>> {
  const { db, organisationId } = context
  const [having, invited] = await Promise.all([
    db
      .select({ profileId: member.profileId, count: count() })
      .from(member)
      .where(eq(member.organisationId, organisationId))
      .groupBy(member.profileId),
    db
      .select({ profileId: invitation.profileId, count: count() })
      .from(invitation)
      .where(
        and(
          eq(invitation.organisationId, organisationId),
          eq(invitation.status, 'pending'),
          isNotNull(invitation.profileId),
        ),
      )
      .groupBy(invitation.profileId),
  ])
  const usage = new Map<string, ProfileUsage>()
  for (const { profileId, count } of having) usage.set(profileId, { members: count, invitations: 0 })
  for (const { profileId, count } of invited) {
    if (profileId === null) continue
    usage.set(profileId, { members: usage.get(profileId)?.members ?? 0, invitations: count })
  }
  return usage
}
