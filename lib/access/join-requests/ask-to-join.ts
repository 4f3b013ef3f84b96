import { and, arrayContains, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { joinRequest, member, profile } from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import type { Arrival } from '../arrivals/arrivals'
import { recordAudit } from '../audit/record-audit'
import { countAttempt, type Limit } from '../count-attempt'
import type { Directory, DirectoryUser } from '../directory'
import { oweMail } from '../owed-mails/owe-mail'
import type { Permission } from '../permissions'
import { hashOfSecret } from '../secret-token'
import { TERMS_VERSION } from '../terms'
import { findStanding, type Standing } from './find-standing'

const DAY_MS = 24 * 3_600_000
const PER_ADDRESS = { max: 60, windowMs: 3_600_000 }
/** Each request is a mail to every approver. */
const PER_ORGANISATION = { max: 200, windowMs: DAY_MS }

const MANAGES_USERS: Permission = 'manage-users'

export type Question = {
  message: string | null
  /** The version of the terms that stood beside the button. */
  termsVersion: string
  /** The language that she asks in, and is answered in. */
  locale: 'en' | 'fr'
  /** Of her network. */
  address: string
}

/**
 * Asks the organisation of her tenant to let a Microsoft 365 user in (U5). Every active member who manages users is owed
 * a mail, and nobody else; wake the mailer afterwards. Whoever asks accepts the terms, which count from her admission.
 * @throws DomainError `terms-changed`, `not-connected` (also for guests), `already-member`, `deactivated`, `already-asked` with
 * `data.since`, `declined-recently` with `data.againAt`, `not-eligible`, `rate-limited`; what `directory` throws.
 */
export async function askToJoin(
  db: Database,
  directory: Directory,
  person: Omit<Arrival, 'id'>,
  question: Question,
  now: Date,
): Promise<{ requestId: string }> {
  if (question.termsVersion !== TERMS_VERSION) throw new DomainError('terms-changed')
  await refuseFlood(db, `ask:address:${hashOfSecret(question.address)}`, PER_ADDRESS, now)
  const home = organisationToAsk(await findStanding(db, person, now))
  await refuseFlood(db, `ask:organisation:${home.id}`, PER_ORGANISATION, now)
  // What her token says is old by an hour at most; what she is to the tenant, only its directory knows.
  const user = await directory.findUser(person.tid, person.oid)
  if (user === null || !user.eligible) throw new DomainError('not-eligible')
  return db.transaction(async (tx) => {
    const requestId = await note(tx, home.id, person.tid, user, question, now)
    if (requestId === null) {
      throw refusalOf(await findStanding(tx, person, now)) ?? new DomainError('conflict')
    }
    await oweMail(
      tx,
      { kind: 'join-request', subjectId: requestId, memberIds: await approvers(tx, home.id) },
      now,
    )
    const actor = { type: 'system', job: 'ask-to-join' } as const
    const { address } = question
    await recordAudit(
      { organisationId: home.id, actor, db: tx, now: () => now, address, wake: async () => {} },
      tx,
      {
        action: 'join-request.created',
        subjectType: 'join-request',
        subjectId: requestId,
        subjectName: user.upn,
      },
    )
    return { requestId }
  })
}

function organisationToAsk(standing: Standing): { id: string; name: string } {
  if (standing.state === 'may-ask') return standing.organisation
  throw refusalOf(standing) ?? new DomainError('conflict')
}

function refusalOf(standing: Standing): DomainError | null {
  switch (standing.state) {
    case 'may-ask':
      return null
    case 'unknown-tenant':
      return new DomainError('not-connected')
    case 'member':
      return new DomainError('already-member')
    case 'deactivated':
      return new DomainError('deactivated')
    case 'waiting':
      return new DomainError('already-asked', { data: { since: standing.since.toISOString() } })
    case 'declined':
      return new DomainError('declined-recently', { data: { againAt: standing.againAt.toISOString() } })
    default:
      return standing satisfies never
  }
}

async function refuseFlood(db: Database, key: string, limit: Limit, now: Date): Promise<void> {
  const retryAfterSeconds = await countAttempt(db, key, limit, now)
  if (retryAfterSeconds !== null) throw new DomainError('rate-limited', { retryAfterSeconds })
}

/** Null when a request of hers waits already. */
async function note(
  tx: Database,
  organisationId: string,
  tid: string,
  user: DirectoryUser,
  { message, locale, termsVersion }: Question,
  now: Date,
): Promise<string | null> {
  const { id: oid, name, upn, mail, jobTitle } = user
  const [made] = await tx
    .insert(joinRequest)
    .values({
      organisationId,
      tid,
      oid,
      name,
      upn,
      mail,
      jobTitle,
      message,
      locale,
      termsVersion,
      requestedAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: joinRequest.id })
  return made?.id ?? null
}

async function approvers(tx: Database, organisationId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: member.id })
    .from(member)
    .innerJoin(profile, eq(profile.id, member.profileId))
    .where(
      and(
        eq(member.organisationId, organisationId),
        eq(member.status, 'active'),
        arrayContains(profile.permissions, [MANAGES_USERS]),
      ),
    )
  return rows.map(({ id }) => id)
}
