import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { owedMail } from '@/db/schema/access'

export type OwedMailKind = (typeof owedMail.$inferSelect)['kind']

/**
 * Notes that mails are owed about a subject, in the transaction that makes them due. Wake the mailer after the commit
 * (`context.wakeMail`); without that, the sweep sends them within a minute.
 */
export async function oweMail(
  tx: Database,
  mail: { kind: OwedMailKind; subjectId: string; memberIds?: readonly string[] },
  now: Date,
): Promise<void> {
  const { kind, subjectId, memberIds } = mail
  const recipients = memberIds ?? [null]
  if (recipients.length === 0) return
  await tx
    .insert(owedMail)
    .values(recipients.map((memberId) => ({ kind, subjectId, memberId, createdAt: now, dueAt: now })))
}

/** Nothing of these kinds is to be sent about the subject any more. */
export async function forgetOwedMail(
  tx: Database,
  subjectId: string,
  kinds: readonly OwedMailKind[],
): Promise<void> {
  await tx
    .update(owedMail)
    .set({ dueAt: null })
    .where(
      and(eq(owedMail.subjectId, subjectId), inArray(owedMail.kind, [...kinds]), isNotNull(owedMail.dueAt)),
    )
}
