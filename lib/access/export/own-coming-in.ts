import { and, desc, eq, inArray, or, sql } from 'drizzle-orm'
import {
  account,
  accountLink,
  invitation,
  joinRequest,
  member,
  microsoftIdentity,
  organisation,
  owedMail,
} from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import type { JsonPart } from '@/lib/json-document'
import type { Context } from '../context'

/** How the actor came in, and what she was mailed about: what others wrote about her, without who they are. */
export async function* ownComingIn(context: Context): AsyncGenerator<JsonPart> {
  const { actor, db } = context
  if (actor.type !== 'user') throw new DomainError('not-found')
  const { accountId } = actor
  const login = sql`(select ${account.email} from ${account} where ${account.id} = ${accountId})`
  yield {
    name: 'invitations',
    value: await db
      .select({
        organisation: organisation.name,
        email: invitation.email,
        name: invitation.name,
        status: invitation.status,
        createdAt: invitation.createdAt,
        acceptedAt: invitation.acceptedAt,
      })
      .from(invitation)
      .innerJoin(organisation, eq(organisation.id, invitation.organisationId))
      .where(or(eq(invitation.acceptedBy, accountId), eq(invitation.email, login)))
      .orderBy(desc(invitation.createdAt)),
  }
  yield {
    name: 'requestsToJoin',
    value: await db
      .select({
        organisation: organisation.name,
        name: joinRequest.name,
        upn: joinRequest.upn,
        mail: joinRequest.mail,
        jobTitle: joinRequest.jobTitle,
        message: joinRequest.message,
        status: joinRequest.status,
        requestedAt: joinRequest.requestedAt,
        decidedAt: joinRequest.decidedAt,
        reason: joinRequest.reason,
      })
      .from(joinRequest)
      .innerJoin(organisation, eq(organisation.id, joinRequest.organisationId))
      .innerJoin(
        microsoftIdentity,
        and(
          eq(microsoftIdentity.accountId, accountId),
          eq(microsoftIdentity.tid, joinRequest.tid),
          eq(microsoftIdentity.oid, joinRequest.oid),
        ),
      )
      .orderBy(desc(joinRequest.requestedAt)),
  }
  const { purpose, email, formerEmail, createdAt, expiresAt, usedAt } = accountLink
  yield {
    name: 'linksInMails',
    value: await db
      .select({ purpose, email, formerEmail, createdAt, expiresAt, usedAt })
      .from(accountLink)
      .where(eq(accountLink.accountId, accountId)),
  }
  const places = db.select({ id: member.id }).from(member).where(eq(member.accountId, accountId))
  yield {
    name: 'mails',
    value: await db
      .select({ about: owedMail.kind, createdAt: owedMail.createdAt, sentAt: owedMail.sentAt })
      .from(owedMail)
      .where(or(inArray(owedMail.memberId, places), eq(owedMail.subjectId, accountId)))
      .orderBy(desc(owedMail.createdAt)),
  }
}
