import type { Database } from '@/db/client'
import { audit } from '@/db/schema/access'
import type { Actor, Context } from '../context'

export type AuditEntry = {
  /** Noun and past participle: `member.deactivated`. */
  action: string
  subjectType: string
  subjectId: string | null
  /** What the subject is called now, where it can be renamed or deleted. */
  subjectName?: string | null
  /** Ids and names of fields; never the value of a secret. */
  details?: Record<string, unknown>
}

/** Writes down who did what, in the transaction of the deed. */
export const recordAudit = (context: Context, tx: Database, entry: AuditEntry): Promise<void> =>
  recordAudits(context, tx, [entry])

/** The same for one deed that concerns many. */
export async function recordAudits(
  context: Context,
  tx: Database,
  entries: readonly AuditEntry[],
): Promise<void> {
  if (entries.length === 0) return
  const { organisationId, actor, address } = context
  const who = { organisationId, actorType: actor.type, actorId: actorId(actor) }
  const at = context.now()
  await tx.insert(audit).values(entries.map((entry) => ({ ...who, at, address: address ?? null, ...entry })))
}

function actorId(actor: Actor): string | null {
  switch (actor.type) {
    case 'user':
      return actor.memberId
    case 'sync':
      return actor.connectionId
    case 'system':
      return null
    default:
      return actor satisfies never
  }
}
