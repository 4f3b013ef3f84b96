import { and, count, eq, ne } from 'drizzle-orm'
import { member } from '@/db/schema/access'
import { connection } from '@/db/schema/sync'
import { DomainError } from '@/lib/errors'
import type { Context } from '../context'
import { organisationsLedAlone } from './last-administrator'

export type LeavingFacts = {
  /** Names of the organisations that must have another administrator first. */
  ledAlone: string[]
  /** Whether something of hers is in Microsoft 365, which can be removed or kept. */
  hasSyncs: boolean
}

/** What somebody should know before she deletes her account. */
export async function accountFacts({ actor, db }: Context): Promise<LeavingFacts> {
  if (actor.type !== 'user') throw new DomainError('not-found')
  const ledAlone = await organisationsLedAlone(db, actor.accountId)
  const [syncs] = await db
    .select({ count: count() })
    .from(connection)
    .innerJoin(member, eq(member.id, connection.memberId))
    .where(and(eq(member.accountId, actor.accountId), ne(connection.status, 'off')))
  return { ledAlone: ledAlone.map(({ name }) => name), hasSyncs: (syncs?.count ?? 0) > 0 }
}

/** What an administrator should know before she deletes the organisation. */
export async function organisationFacts({
  organisationId,
  db,
}: Context): Promise<{ users: number; hasSyncs: boolean }> {
  const users = await db.$count(
    member,
    and(eq(member.organisationId, organisationId), eq(member.status, 'active')),
  )
  const syncs = await db.$count(
    connection,
    and(eq(connection.organisationId, organisationId), ne(connection.status, 'off')),
  )
  return { users, hasSyncs: syncs > 0 }
}
