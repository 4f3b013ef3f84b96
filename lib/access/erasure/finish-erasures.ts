import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { member } from '@/db/schema/access'
import { erasure } from '@/db/schema/erasure'
import { connection } from '@/db/schema/sync'
import { log } from '@/lib/log'
import { forgetFarewells } from './farewells'
import { finishAccount } from './finish-account'
import { finishOrganisation } from './finish-organisation'

export type Erasure = typeof erasure.$inferSelect

const mostAtOnce = 100

/**
 * Deletes for good what has been closed and has left Microsoft 365, or whose time to do so is over. The mails about it hold
 * nothing up; the addresses they go to are forgotten once they are out. Safe to repeat, and at several places at once: what it is interrupted in goes on with the next call.
 * @returns how many erasures, and mails about them, are still waiting
 */
export async function finishErasures(
  db: Database,
  now: Date,
): Promise<{ finished: number; waiting: number }> {
  const going = await db.select().from(erasure).orderBy(asc(erasure.requestedAt)).limit(mostAtOnce)
  let finished = 0
  for (const one of going) {
    if (one.giveUpAt > now && !(await isReady(db, one))) continue
    await (one.kind === 'account' ? finishAccount(db, one) : finishOrganisation(db, one))
    log.info({ erasureId: one.id, kind: one.kind }, 'erasure finished')
    finished += 1
  }
  const farewells = await forgetFarewells(db, now)
  return { finished, waiting: going.length - finished + farewells }
}

async function isReady(db: Database, { kind, subjectId }: Erasure): Promise<boolean> {
  const owner = kind === 'account' ? member.accountId : member.organisationId
  const members = db.select({ id: member.id }).from(member).where(eq(owner, subjectId))
  const syncs = await db.$count(
    connection,
    and(inArray(connection.memberId, members), ne(connection.status, 'off')),
  )
  return syncs === 0
}
