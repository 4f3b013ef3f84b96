import { and, eq, inArray } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { link } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { type ActivityEntry, countRun, writeActivity } from '@/lib/sync/activity/write-activity'
import type { CanonicalFields } from '@/lib/sync/core/types'
import { type LinkRow, removeLinks, saveLinks } from '@/lib/sync/links'
import type { Session } from './session'
import type { Staying } from './undo-orders'

/** A link whose item goes, because the record has gone or because it stays in the CRM (`staying`). */
export type Doomed = { row: LinkRow; staying: Staying | null }

/** What came of a chunk, gathered so that each kind is one statement. */
export type Outcome = {
  saved: LinkRow[]
  dropped: string[]
  /** Links whose item was not found: confirmed like every other removal (A6). */
  gone: string[]
  /** Links whose item may be deleted now. */
  doomed: Doomed[]
  entries: ActivityEntry[]
  updates: { id: string; patch: CanonicalFields }[]
  restores: string[]
  pushed: number
  failed: number
}

export const emptyOutcome = (): Outcome => ({
  saved: [],
  dropped: [],
  gone: [],
  doomed: [],
  entries: [],
  updates: [],
  restores: [],
  pushed: 0,
  failed: 0,
})

export async function writeOutcome(
  session: Session,
  tx: Database,
  context: Context,
  out: Outcome,
): Promise<void> {
  const { crm } = session.module
  if (out.restores.length > 0) await crm.restore(context, out.restores)
  if (out.updates.length > 0) await crm.update(context, out.updates)
  await saveLinks(tx, out.saved)
  await removeLinks(tx, out.dropped)
  const { organisationId, id: connectionId } = session.connection
  if (out.gone.length > 0) {
    await tx
      .update(link)
      .set({ removedAt: session.now() })
      .where(and(eq(link.connectionId, connectionId), inArray(link.id, out.gone)))
  }
  const about = { organisationId, connectionId, runId: session.runId, at: session.now() }
  await writeActivity(tx, about, out.entries)
  await countRun(tx, session.runId, { pushed: out.pushed, failed: out.failed })
}
