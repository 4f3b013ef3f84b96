import { and, eq, inArray, like, ne, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import {
  accountLink,
  apiKey,
  arrival,
  idempotencyKey,
  invitation,
  joinRequest,
  microsoftIdentity,
  owedMail,
  rateLimit,
  session,
  termsAcceptance,
} from '@/db/schema/access'
import { microsoftSignIn } from '@/db/schema/microsoft'
import { connection } from '@/db/schema/sync'
import { warning } from '@/db/schema/warnings'

export type Leaving = {
  accountId: string
  email: string
  name: string
  memberIds: readonly string[]
  organisationIds: readonly string[]
}

/**
 * Removes what the product knows of a person, apart from her account itself and what her syncs still need to leave
 * Microsoft 365: how she signs in, her keys, who invited her, what she was told, and her name and addresses in the
 * logs of her organisations.
 */
export async function forgetPerson(tx: Database, person: Leaving): Promise<void> {
  const { accountId, email } = person
  const memberIds = [...person.memberIds]
  const organisationIds = [...person.organisationIds]

  const users = await tx
    .select({ tid: microsoftIdentity.tid, oid: microsoftIdentity.oid })
    .from(microsoftIdentity)
    .where(eq(microsoftIdentity.accountId, accountId))
  for (const { tid, oid } of users) {
    await tx.delete(arrival).where(and(eq(arrival.tid, tid), eq(arrival.oid, oid)))
    await tx.delete(joinRequest).where(and(eq(joinRequest.tid, tid), eq(joinRequest.oid, oid)))
  }
  // Nobody stands behind what she has invited others to any more, and their addresses came from her.
  await tx
    .delete(invitation)
    .where(and(inArray(invitation.invitedBy, memberIds), ne(invitation.status, 'accepted')))
  // An organisation that she has not come into may go on inviting her address.
  await tx
    .delete(invitation)
    .where(
      or(
        eq(invitation.acceptedBy, accountId),
        and(
          eq(invitation.email, email),
          or(inArray(invitation.organisationId, organisationIds), ne(invitation.status, 'pending')),
        ),
      ),
    )
  const subjects = await subjectsOfMails(tx, accountId, memberIds)
  await tx
    .delete(owedMail)
    .where(or(inArray(owedMail.memberId, memberIds), inArray(owedMail.subjectId, subjects)))
  await tx.delete(session).where(eq(session.accountId, accountId))
  await tx.delete(accountLink).where(eq(accountLink.accountId, accountId))
  await tx.delete(microsoftSignIn).where(eq(microsoftSignIn.accountId, accountId))
  await tx.delete(termsAcceptance).where(eq(termsAcceptance.accountId, accountId))
  await tx.delete(apiKey).where(inArray(apiKey.memberId, memberIds))
  await tx.delete(idempotencyKey).where(inArray(idempotencyKey.memberId, memberIds))
  await tx.delete(warning).where(inArray(warning.memberId, memberIds))
  await tx.delete(rateLimit).where(like(rateLimit.key, `%${accountId}%`))
  await forgetInAudit(tx, person)
}

async function subjectsOfMails(
  tx: Database,
  accountId: string,
  memberIds: readonly string[],
): Promise<string[]> {
  const links = await tx
    .select({ id: accountLink.id })
    .from(accountLink)
    .where(eq(accountLink.accountId, accountId))
  const connections = await tx
    .select({ id: connection.id })
    .from(connection)
    .where(inArray(connection.memberId, [...memberIds]))
  return [accountId, ...[...links, ...connections].map(({ id }) => id)]
}

/** What was done stays in the log, and by which member; her name, addresses and network addresses go. */
async function forgetInAudit(tx: Database, person: Leaving): Promise<void> {
  const members = sql`${sql.param(`{${person.memberIds.join(',')}}`)}::uuid[]`
  const organisations = sql`${sql.param(`{${person.organisationIds.join(',')}}`)}::uuid[]`
  const names = sql`array[${person.name}, ${person.email}]::text[]`
  await tx.execute(sql`
    update audit set
      subject_name = case when subject_id = any(${members}) or subject_name = any(${names}) then null else subject_name end,
      address = case when actor_id = any(${members}) or (subject_id = any(${members}) and action like 'account.%')
        then null else address end,
      details = case
        when subject_id = any(${members}) and action like 'account.%' then '{}'
        else (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(details)
          where value #>> '{}' is null or value #>> '{}' <> all(${names}))
      end
    where organisation_id = any(${organisations}) and (
      subject_id = any(${members}) or actor_id = any(${members}) or subject_name = any(${names})
      or exists (select 1 from jsonb_each(details) where value #>> '{}' = any(${names})))`)
}
