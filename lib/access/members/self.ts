import { and, eq, inArray } from 'drizzle-orm'
import { account, member, organisation, profile } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import type { Context } from '../context'
import { isPermission, type Permission } from '../permissions'

/** What a member knows about herself. */
export type Self = {
  /** The member's id: what the API calls a user, and what owns records. */
  id: string
  email: string
  name: string
  locale: 'en' | 'fr' | null
  timeZone: string
  profile: { id: string; name: string; permissions: Permission[] }
  organisation: { id: string; name: string }
}

/** @throws DomainError `not-found` for an actor that is no person. */
export async function readSelf(context: Context): Promise<Self> {
  const [row] = await context.db
    .select({
      id: member.id,
      email: account.email,
      name: account.name,
      locale: account.locale,
      timeZone: account.timeZone,
      profile: { id: profile.id, name: profile.name, permissions: profile.permissions },
      organisation: { id: organisation.id, name: organisation.name },
    })
    .from(member)
    .innerJoin(account, eq(account.id, member.accountId))
    .innerJoin(organisation, eq(organisation.id, member.organisationId))
    .innerJoin(profile, eq(profile.id, member.profileId))
    .where(and(eq(member.id, memberIdOf(context)), eq(member.organisationId, context.organisationId)))
  if (row === undefined) throw new DomainError('not-found')
  const permissions = row.profile.permissions.filter(isPermission)
  return { ...row, profile: { ...row.profile, permissions } }
}

export type SelfPatch = { locale?: 'en' | 'fr' | null | undefined; timeZone?: string | undefined }

/** Changes what a person decides about herself: her language (null: the browser's) and her time zone (IANA name). */
export async function updateSelf(context: Context, patch: SelfPatch): Promise<Self> {
  const self = await readSelf(context)
  const set = {
    ...(patch.locale === undefined ? {} : { locale: patch.locale }),
    ...(patch.timeZone === undefined ? {} : { timeZone: patch.timeZone }),
  }
  if (Object.keys(set).length > 0) {
    const mine = context.db.select({ id: member.accountId }).from(member).where(eq(member.id, self.id))
    await context.db.update(account).set(set).where(inArray(account.id, mine))
  }
  return { ...self, ...set }
}

function memberIdOf({ actor }: Context): string {
  if (actor.type === 'system') throw new DomainError('not-found')
  return actor.memberId
}
