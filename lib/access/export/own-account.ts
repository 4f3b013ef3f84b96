import { and, asc, eq, inArray, or } from 'drizzle-orm'
import {
  account,
  audit,
  member,
  microsoftIdentity,
  organisation,
  profile,
  termsAcceptance,
} from '@/db/schema/access'
import { DomainError } from '@/lib/errors'
import type { JsonPart } from '@/lib/json-document'
import { pagesOf } from '@/lib/json-document'
import { listApiKeys } from '../api-keys/api-keys'
import type { Context } from '../context'
import { newestFirst, type Page, type Position } from '../newest-first'
import { listOwnSessions } from '../sessions/own-sessions'

const pageSize = 500
const newest = newestFirst(audit.at, audit.id)

/** What the product keeps about the actor as a person, for herself: no secret of hers is in it, and nobody else. */
export async function* ownAccount(context: Context): AsyncGenerator<JsonPart> {
  const { actor, db } = context
  if (actor.type !== 'user') throw new DomainError('not-found')
  const { accountId } = actor
  const { passwordHash, erasedAt: _, ...own } = await readAccount(context, accountId)
  yield { name: 'account', value: { ...own, hasPassword: passwordHash !== null } }
  const memberships = await db
    .select({
      memberId: member.id,
      organisation: organisation.name,
      profile: profile.name,
      permissions: profile.permissions,
      status: member.status,
      since: member.createdAt,
    })
    .from(member)
    .innerJoin(organisation, eq(organisation.id, member.organisationId))
    .innerJoin(profile, eq(profile.id, member.profileId))
    .where(eq(member.accountId, accountId))
    .orderBy(asc(member.createdAt))
  yield { name: 'memberships', value: memberships }
  const microsoft = await db
    .select({
      upn: microsoftIdentity.upn,
      name: microsoftIdentity.name,
      tenantId: microsoftIdentity.tid,
      userId: microsoftIdentity.oid,
      since: microsoftIdentity.createdAt,
    })
    .from(microsoftIdentity)
    .where(eq(microsoftIdentity.accountId, accountId))
  yield { name: 'microsoftAccounts', value: microsoft }
  const terms = await db
    .select({ version: termsAcceptance.version, acceptedAt: termsAcceptance.acceptedAt })
    .from(termsAcceptance)
    .where(eq(termsAcceptance.accountId, accountId))
  yield { name: 'acceptedTerms', value: terms }
  yield { name: 'sessions', value: await listOwnSessions(context) }
  yield { name: 'apiKeys', value: await listApiKeys(context) }
  const memberIds = memberships.map(({ memberId }) => memberId)
  yield {
    name: 'auditLog',
    pages: pagesOf((after: Position | undefined) => ownAudit(context, memberIds, after)),
  }
}

async function readAccount({ db }: Context, accountId: string) {
  const [own] = await db.select().from(account).where(eq(account.id, accountId))
  if (own === undefined) throw new DomainError('not-found')
  return own
}

type AuditLine = { id: string; at: Date; action: string; address: string | null; details: unknown }

/** What she has done and what has been done to her, the latest first. Where somebody else sat is that person's. */
async function ownAudit(
  { db }: Context,
  memberIds: readonly string[],
  after: Position | undefined,
): Promise<Page<AuditLine>> {
  const mine = [...memberIds]
  const rows = await db
    .select()
    .from(audit)
    .where(and(or(inArray(audit.actorId, mine), inArray(audit.subjectId, mine)), newest.startingAfter(after)))
    .orderBy(...newest.order)
    .limit(pageSize + 1)
  const items = rows.slice(0, pageSize).map(({ id, at, action, actorId, address, details }) => {
    const byMe = actorId !== null && mine.includes(actorId)
    return { id, at, action, byMe, address: byMe ? address : null, details }
  })
  const last = rows.length > pageSize ? items.at(-1) : undefined
  return { items, next: last ? { at: last.at, id: last.id } : null }
}
