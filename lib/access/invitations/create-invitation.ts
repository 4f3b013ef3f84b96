import { and, eq, lte } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { account, invitation, member } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import { recordAudit } from '../audit/record-audit'
import { type Context, requirePermission } from '../context'
import { countAttempt } from '../count-attempt'
import { type Directory, type DirectoryUser, loginsOf } from '../directory'
import { actingMemberId } from '../members/acting-member'
import { connectedTenant } from '../organisations/connected-tenant'
import { oweMail } from '../owed-mails/owe-mail'
import { requireGiveableProfile } from '../profiles/require-giveable-profile'
import { INVITATION_MS } from './invitation-life'
import { type InvitationView, readInvitation } from './list-invitations'
import { refuseMembers } from './refuse-members'

/** Against a key or an account gone wild; a whole department passes. */
const PER_ORGANISATION = { max: 500, windowMs: 3_600_000 }

export type NewInvitation = {
  /** In lower case; of a Microsoft 365 user, her login there (U2). */
  email: string
  name?: string | undefined
  profileId: string
  /** Of a user of the connected tenant; left out for an address of any kind. */
  microsoftUserId?: string | undefined
  /** Of the mail, where nothing is known about the reader: the language the inviter works in. */
  locale?: 'en' | 'fr' | undefined
}

/**
 * Invites one person (U1); the mail goes out by itself, and `mail` of the view tells how it is doing. Nothing else is
 * needed from the caller.
 * @throws DomainError `permission-required` (also for a profile with rights that the actor lacks), `validation`
 * (`/profileId`, `/microsoftUserId`), `login-differs` (U2), `not-connected`, `already-member`, `already-invited`,
 * `limit-reached`; what `directory` throws.
 */
export async function createInvitation(
  context: Context,
  directory: Directory,
  input: NewInvitation,
): Promise<InvitationView> {
  requirePermission(context, 'manage-users')
  const invitedBy = actingMemberId(context)
  await requireGiveableProfile(context, input.profileId)
  const invited = await microsoftUser(context, directory, input)
  const now = context.now()
  const retryAfterSeconds = await countAttempt(
    context.db,
    `invite:${context.organisationId}`,
    PER_ORGANISATION,
    now,
  )
  if (retryAfterSeconds !== null) throw new DomainError('limit-reached', { retryAfterSeconds })

  const id = await context.db.transaction(async (tx) => {
    await requireGiveableProfile({ ...context, db: tx }, input.profileId)
    const identity = invited && { tid: invited.tenantId, oid: invited.user.id }
    await refuseMembers(tx, context.organisationId, { email: input.email, identity })
    await retireExpired(tx, context, input.email)
    const [made] = await tx
      .insert(invitation)
      .values({
        organisationId: context.organisationId,
        email: input.email,
        name: input.name ?? invited?.user.name ?? null,
        profileId: input.profileId,
        microsoftTenantId: invited?.tenantId ?? null,
        microsoftUserId: invited?.user.id ?? null,
        locale: await languageOf(tx, invitedBy, input, invited?.user ?? null),
        invitedBy,
        createdAt: now,
        expiresAt: new Date(now.getTime() + INVITATION_MS),
      })
      .onConflictDoNothing()
      .returning({ id: invitation.id })
    if (made === undefined) throw new DomainError('already-invited')
    await oweMail(tx, { kind: 'invitation', subjectId: made.id }, now)
    await recordAudit(context, tx, {
      action: 'invitation.created',
      subjectType: 'invitation',
      subjectId: made.id,
      subjectName: input.email,
      details: { profileId: input.profileId },
    })
    return made.id
  })
  await context.wakeMail?.()
  return readInvitation(context, id)
}

/** The user of the tenant who is meant; null when the invitation is for an address of any kind. */
async function microsoftUser(
  context: Context,
  directory: Directory,
  { microsoftUserId, email }: NewInvitation,
): Promise<{ tenantId: string; user: DirectoryUser } | null> {
  if (microsoftUserId === undefined) return null
  const { tenantId } = await connectedTenant(context)
  const user = await directory.findUser(tenantId, microsoftUserId)
  if (user === null) throw refusedUser('invalid', 'There is no such user in the tenant.')
  if (!user.eligible)
    throw refusedUser('not-eligible', 'Guests, disabled users and the like cannot be added.')
  if (!loginsOf(user).includes(email)) throw new DomainError('login-differs', { data: { upn: user.upn } })
  return { tenantId, user }
}

const refusedUser = (code: string, message: string) =>
  new DomainError('validation', { errors: [{ pointer: '/microsoftUserId', code, message }] })

/** One that nobody accepted in time makes room for the new one. */
async function retireExpired(tx: Database, context: Context, email: string): Promise<void> {
  await tx
    .update(invitation)
    .set({ status: 'expired' })
    .where(
      and(
        eq(invitation.organisationId, context.organisationId),
        eq(invitation.email, email),
        eq(invitation.status, 'pending'),
        lte(invitation.expiresAt, context.now()),
      ),
    )
}

async function languageOf(
  tx: Database,
  invitedBy: string,
  { email, locale }: NewInvitation,
  user: DirectoryUser | null,
): Promise<'en' | 'fr'> {
  const [known] = await tx.select({ locale: account.locale }).from(account).where(eq(account.email, email))
  const own = known?.locale ?? user?.language ?? locale
  return own ?? (await languageOfMember(tx, invitedBy)) ?? 'en'
}

async function languageOfMember(tx: Database, memberId: string): Promise<'en' | 'fr' | null> {
  const [row] = await tx
    .select({ locale: account.locale })
    .from(member)
    .innerJoin(account, eq(account.id, member.accountId))
    .where(eq(member.id, memberId))
  return row?.locale ?? null
}
