import { and, eq, inArray } from 'drizzle-orm'
import { account, invitation, member, termsAcceptance } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import { accountOfMicrosoftUser } from '../accounts/account-of-microsoft-user'
import { recordAudit } from '../audit/record-audit'
import { type Context, requirePermission } from '../context'
import { type Directory, type DirectoryUser, loginsOf } from '../directory'
import { connectedTenant } from '../organisations/connected-tenant'
import { forgetOwedMail } from '../owed-mails/owe-mail'
import { requireGiveableProfile } from '../profiles/require-giveable-profile'
import { type Asked, decideJoinRequest, refuseDecided } from './decide-join-request'
import { type JoinRequestView, readJoinRequest } from './list-join-requests'

/**
 * Makes whoever asked a member (U6); she gets a mail and is in with her next sign-in. The directory is asked once more
 * whether she still belongs to the tenant. Nothing else is needed from the caller.
 * @throws DomainError `permission-required` (also for a profile with rights that the actor lacks), `not-found`,
 * `validation` (`/profileId`), `already-decided` with who and when, `not-connected`, `person-left`, `already-member`,
 * `login-taken` (her login is the account of another user of the tenant); what `directory` throws.
 */
export async function approveJoinRequest(
  context: Context,
  directory: Directory,
  { id, profileId }: { id: string; profileId: string },
): Promise<JoinRequestView> {
  requirePermission(context, 'manage-users')
  const request = await readJoinRequest(context, id)
  await refuseDecided(context, id)
  await requireGiveableProfile(context, profileId)
  const user = await stillThere(context, directory, request)
  await context.db.transaction(async (tx) => {
    const inside = { ...context, db: tx }
    await requireGiveableProfile(inside, profileId)
    const asked = await decideJoinRequest(inside, id, { status: 'approved' })
    const accountId = await addMember(inside, request, user, profileId)
    await keepTerms(inside, accountId, asked)
    await dropInvitations(inside, user)
  })
  await context.wakeMail?.()
  return readJoinRequest(context, id)
}

/** The person as the directory describes her now; the tenant must still be the one she asked from. */
async function stillThere(
  context: Context,
  directory: Directory,
  { microsoft }: JoinRequestView,
): Promise<DirectoryUser> {
  const { tenantId } = await connectedTenant(context)
  if (tenantId !== microsoft.tenantId) throw new DomainError('not-connected')
  const user = await directory.findUser(tenantId, microsoft.userId)
  if (user === null || !user.eligible) throw new DomainError('person-left')
  return user
}

async function addMember(
  context: Context,
  request: JoinRequestView,
  user: DirectoryUser,
  profileId: string,
): Promise<string> {
  const { db: tx, organisationId } = context
  const now = context.now()
  const identity = { tid: request.microsoft.tenantId, oid: user.id, upn: user.upn, name: user.name }
  const accountId = await accountOfMicrosoftUser(tx, { ...identity, mail: user.mail }, user.language, now)
  const [added] = await tx
    .insert(member)
    .values({ organisationId, accountId, profileId, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: member.id })
  if (added === undefined) throw new DomainError('already-member')
  const [{ email } = { email: user.upn }] = await tx
    .select({ email: account.email })
    .from(account)
    .where(eq(account.id, accountId))
  await recordAudit(context, tx, {
    action: 'member.added',
    subjectType: 'member',
    subjectId: added.id,
    subjectName: email,
    details: { profileId, joinRequestId: request.id },
  })
  return accountId
}

/** She accepted them when she asked, and had no account then. */
async function keepTerms(
  { db: tx, organisationId }: Context,
  accountId: string,
  { termsVersion: version, requestedAt: acceptedAt }: Asked,
): Promise<void> {
  if (version === null) return
  await tx
    .insert(termsAcceptance)
    .values({ accountId, organisationId, version, acceptedAt })
    .onConflictDoNothing()
}

/** She is in; a link that may still lie in her inbox has nothing left to do. */
async function dropInvitations(context: Context, user: DirectoryUser): Promise<void> {
  const dropped = await context.db
    .update(invitation)
    .set({ status: 'revoked' })
    .where(
      and(
        eq(invitation.organisationId, context.organisationId),
        eq(invitation.status, 'pending'),
        inArray(invitation.email, loginsOf(user)),
      ),
    )
    .returning({ id: invitation.id })
  for (const { id } of dropped) await forgetOwedMail(context.db, id, ['invitation'])
}
