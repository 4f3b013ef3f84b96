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
export async function recordAudit(context: Context, tx: Database, entry: AuditEntry): Promise<void> {
  const { organisationId, actor, address } = context
  await tx.insert(audit).values({
    organisationId,
    actorType: actor.type,
    actorId: actorId(actor),
    at: context.now(),
    address: address ?? null,
    ...entry,
  })
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
