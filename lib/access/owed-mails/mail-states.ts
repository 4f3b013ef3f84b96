import { desc, inArray } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { owedMail } from '@/db/schema/access'

/** How the latest mail about something is doing. `retrying` and `failed` are worth a word on the screen. */
export type MailState = { state: 'waiting' | 'sent' | 'retrying' | 'failed'; at: Date }

/** The latest mail about each of these subjects; no entry where none was ever owed. */
export async function mailStates(
  db: Database,
  subjectIds: readonly string[],
): Promise<ReadonlyMap<string, MailState>> {
  if (subjectIds.length === 0) return new Map()
  const rows = await db
    .selectDistinctOn([owedMail.subjectId])
    .from(owedMail)
    .where(inArray(owedMail.subjectId, [...subjectIds]))
    .orderBy(owedMail.subjectId, desc(owedMail.createdAt))
  return new Map(rows.map((row) => [row.subjectId, { state: stateOf(row), at: row.sentAt ?? row.createdAt }]))
}

function stateOf({ sentAt, dueAt, problem }: typeof owedMail.$inferSelect): MailState['state'] {
  if (sentAt !== null) return 'sent'
  if (problem === null) return 'waiting'
  return dueAt === null ? 'failed' : 'retrying'
}
