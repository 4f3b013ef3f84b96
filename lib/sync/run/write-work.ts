import type { Database } from '@/db/client'
import { link } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { insertRows } from '@/lib/crm/records/write-rows'
import { writeActivity } from '@/lib/sync/activity/write-activity'
import { removeLinks, saveLinks } from '@/lib/sync/links'
import type { Work } from './plan-items'
import type { Session } from './session'

/** Carries out what a page of items asks for, in the page's transaction. */
export async function writeWork(session: Session, tx: Database, context: Context, work: Work): Promise<void> {
  const { crm } = session.module
  const { births } = work
  if (work.restores.length > 0) await crm.restore(context, work.restores)
  if (work.updates.length > 0) await crm.update(context, work.updates)
  const patches = births.map(({ patch }) => patch)
  const ids = births.length > 0 ? await crm.create(context, patches) : []
  const born = births.map(({ row }, at) => ({ ...row, recordId: ids[at] ?? '' }))
  const recordOf = new Map(births.map(({ item }, at) => [item.id, ids[at] ?? null]))
  await removeLinks(tx, work.dropped)
  await saveLinks(tx, work.saved)
  await insertRows(tx, link, [...work.fresh, ...born])
  const entries = work.entries.map((entry) => ({
    ...entry,
    recordId: entry.recordId ?? recordOf.get(entry.itemId ?? '') ?? null,
  }))
  const { organisationId, id: connectionId } = session.connection
  await writeActivity(tx, { organisationId, connectionId, runId: session.runId, at: session.now() }, entries)
}
