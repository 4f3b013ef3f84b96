import { and, inArray, isNotNull, lt, not, or } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { owedMail } from '@/db/schema/access'
import { farewell } from '@/db/schema/erasure'
import { oweMail } from '../owed-mails/owe-mail'

const farewellMails = ['account-deleted', 'organisation-deleted'] as const

export type Parting = {
  kind: (typeof farewellMails)[number]
  to: readonly { email: string; locale: 'en' | 'fr' | null }[]
  organisationName: string | null
}

/** Owes some people a mail about what is being deleted, which outlives everything else about them. */
export async function oweFarewells(
  tx: Database,
  { kind, to, organisationName }: Parting,
  now: Date,
): Promise<void> {
  if (to.length === 0) return
  const rows = await tx
    .insert(farewell)
    .values(to.map(({ email, locale }) => ({ email, locale, organisationName, createdAt: now })))
    .returning({ id: farewell.id })
  for (const { id } of rows) await oweMail(tx, { kind, subjectId: id }, now)
}

/** A mail that has not gone out by then never will: the mailer gives up within a day. */
const KEPT_MS = 2 * 24 * 3_600_000

/** Forgets the addresses whose mail is out, or given up. @returns how many are still waiting */
export async function forgetFarewells(db: Database, now: Date): Promise<number> {
  const waiting = db
    .select({ id: owedMail.subjectId })
    .from(owedMail)
    .where(and(inArray(owedMail.kind, [...farewellMails]), isNotNull(owedMail.dueAt)))
  await db.transaction(async (tx) => {
    const gone = await tx
      .delete(farewell)
      .where(
        or(not(inArray(farewell.id, waiting)), lt(farewell.createdAt, new Date(now.getTime() - KEPT_MS))),
      )
      .returning({ id: farewell.id })
    const ids = gone.map(({ id }) => id)
    if (ids.length === 0) return
    await tx.delete(owedMail).where(inArray(owedMail.subjectId, ids))
  })
  return db.$count(farewell)
}
