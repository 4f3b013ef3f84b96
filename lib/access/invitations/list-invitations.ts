import { and, eq, gt, lte, or, type SQL } from 'drizzle-orm'
import { account, invitation, member } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import { type Context, requirePermission } from '../context'
import { newestFirst, type Page, type PageQuery, pageOfRows } from '../newest-first'
import { type MailState, mailStates } from '../owed-mails/mail-states'

export type InvitationStatus = 'pending' | 'accepted' | 'expired' | 'revoked'

export type InvitationView = {
  id: string
  email: string
  name: string | null
  /** Null for one that is over and whose profile has been deleted since. */
  profileId: string | null
  status: InvitationStatus
  createdAt: Date
  expiresAt: Date
  invitedBy: { id: string; name: string }
  microsoftUserId: string | null
  /** How its latest mail is doing; null where none was sent from here, as in demo data. */
  mail: MailState | null
}

const newest = newestFirst(invitation.createdAt, invitation.id)

/**
 * The organisation's invitations, the newest first; `status` keeps those that have it now.
 * @throws DomainError `permission-required`.
 */
export async function listInvitations(
  context: Context,
  { limit, after, status }: PageQuery & { status?: InvitationStatus | undefined },
): Promise<Page<InvitationView>> {
  requirePermission(context, 'manage-users')
  const now = context.now()
  const rows = await selectInvitations(context)
    .where(and(ofOrganisation(context), status && hasStatus(status, now), newest.startingAfter(after)))
    .orderBy(...newest.order)
    .limit(limit + 1)
  const { items, next } = pageOfRows(rows, limit)
  return { items: await withMail(context, items), next }
}

/** @throws DomainError `permission-required`, `not-found`. */
export async function readInvitation(context: Context, id: string): Promise<InvitationView> {
  requirePermission(context, 'manage-users')
  const rows = await selectInvitations(context).where(and(ofOrganisation(context), eq(invitation.id, id)))
  const [found] = await withMail(context, rows)
  if (found === undefined) throw new DomainError('not-found')
  return found
}

const ofOrganisation = ({ organisationId }: Context) => eq(invitation.organisationId, organisationId)

function hasStatus(status: InvitationStatus, now: Date): SQL | undefined {
  switch (status) {
    case 'pending':
      return and(eq(invitation.status, 'pending'), gt(invitation.expiresAt, now))
    case 'expired':
      return or(
        eq(invitation.status, 'expired'),
        and(eq(invitation.status, 'pending'), lte(invitation.expiresAt, now)),
      )
    default:
      return eq(invitation.status, status)
  }
}

const selectInvitations = ({ db }: Context) =>
  db
    .select({
      id: invitation.id,
      email: invitation.email,
      name: invitation.name,
      profileId: invitation.profileId,
      status: invitation.status,
      createdAt: invitation.createdAt,
      expiresAt: invitation.expiresAt,
      invitedBy: { id: member.id, name: account.name },
      microsoftUserId: invitation.microsoftUserId,
    })
    .from(invitation)
    .innerJoin(member, eq(member.id, invitation.invitedBy))
    .innerJoin(account, eq(account.id, member.accountId))

type Row = Omit<InvitationView, 'mail'>

async function withMail(context: Context, rows: readonly Row[]): Promise<InvitationView[]> {
  const now = context.now()
  const mails = await mailStates(
    context.db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({
    ...row,
    status: row.status === 'pending' && row.expiresAt <= now ? 'expired' : row.status,
    mail: mails.get(row.id) ?? null,
  }))
}
