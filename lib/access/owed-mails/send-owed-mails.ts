import { and, asc, eq, lte } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { owedMail } from '@/db/schema/access'
import { log } from '@/lib/log'
import type { Mail } from '@/lib/mail/send-mail'
import { composeMail } from './compose-mail'

export type Mailer = {
  db: Database
  now(): Date
  /** Where links lead: the app's own address, without a slash at its end. */
  appUrl: string
  /** Who is told about the installation itself; none: the administrators. */
  operatorEmail?: string | undefined
  /** Hands one mail over, once. */
  send(mail: Mail): Promise<void>
}

type Owed = typeof owedMail.$inferSelect & { dueAt: Date }

const MOST_AT_ONCE = 100
/** Longer than one conversation with a mail server may take. */
const LEASE_MS = 3 * 60_000
const LONGEST_PAUSE_MS = 4 * 3_600_000
/** With pauses that double: after most of a day. */
const MOST_TRIES = 12

/**
 * Sends what is owed now. Each mail is claimed before it goes out, so several processes may do this at once; one whose
 * process dies on the way is sent again, because twice is better than never. What the mail server refuses for the
 * moment is tried again later.
 */
export async function sendOwedMails(mailer: Mailer): Promise<{ sent: number; failed: number }> {
  const counts = { sent: 0, failed: 0 }
  for (let count = 0; count < MOST_AT_ONCE; count += 1) {
    const owed = await claimNext(mailer)
    if (owed === null) break
    const mail = await composeMail(mailer, owed)
    if (mail === null) {
      await settle(mailer.db, owed, { dueAt: null })
      continue
    }
    try {
      await mailer.send(mail)
    } catch (error) {
      log.warn({ err: error, kind: owed.kind, tries: owed.tries }, 'the mail server did not take a mail')
      await settle(mailer.db, owed, afterFailure(error, owed, mailer.now()))
      counts.failed += 1
      continue
    }
    await settle(mailer.db, owed, { dueAt: null, sentAt: mailer.now(), problem: null })
    counts.sent += 1
  }
  return counts
}

async function claimNext({ db, now }: Mailer): Promise<Owed | null> {
  const dueAt = new Date(now().getTime() + LEASE_MS)
  return db.transaction(async (tx) => {
    const [next] = await tx
      .select({ id: owedMail.id, tries: owedMail.tries })
      .from(owedMail)
      .where(lte(owedMail.dueAt, now()))
      .orderBy(asc(owedMail.dueAt))
      .limit(1)
      .for('update', { skipLocked: true })
    if (next === undefined) return null
    const [claimed] = await tx
      .update(owedMail)
      .set({ dueAt, tries: next.tries + 1 })
      .where(eq(owedMail.id, next.id))
      .returning()
    return claimed === undefined ? null : { ...claimed, dueAt }
  })
}

/** Only while the claim stands: somebody may have found meanwhile that the mail is no longer owed. */
async function settle(db: Database, owed: Owed, set: Partial<typeof owedMail.$inferInsert>): Promise<void> {
  await db
    .update(owedMail)
    .set(set)
    .where(and(eq(owedMail.id, owed.id), eq(owedMail.dueAt, owed.dueAt)))
}

function afterFailure(error: unknown, { tries }: Owed, now: Date) {
  if (isRefusal(error)) return { dueAt: null, problem: 'refused' } as const
  const pauseMs = Math.min(2 ** (tries - 1) * 60_000, LONGEST_PAUSE_MS)
  const dueAt = tries >= MOST_TRIES ? null : new Date(now.getTime() + pauseMs)
  return { dueAt, problem: 'unreachable' } as const
}

/**
 * Whether the server will never take this mail: it refuses the address or the text for good. Refusals of our own login
 * have the same numbers and pass when the operator mends it (nodemailer.com/errors, RFC 5321 4.2.1).
 */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || !('responseCode' in error)) return false
  const ofThisMail = error.code === 'EENVELOPE' || error.code === 'EMESSAGE'
  return ofThisMail && typeof error.responseCode === 'number' && error.responseCode >= 500
}
