import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { link } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { UpstreamError } from '@/lib/errors'
import { listContainers } from '@/lib/microsoft/containers/containers'
import { withQuery } from '@/lib/microsoft/graph/with-query'
import { CredentialError } from '@/lib/microsoft/identity/credential-error'
import type { ConnectionRow } from '@/lib/sync/connections/own-connection'
import { type LinkRow, linksByItem } from '@/lib/sync/links'
import type { Item, SyncModule } from '@/lib/sync/modules/module'
import { defaultPageSize, type Engine } from '@/lib/sync/run/engine'
import { mailedOf } from '@/lib/sync/run/intent'
import { itemsPath, placeOf, readItem, type Session } from '@/lib/sync/run/session'
import { lookingSession } from './looking-session'
import { noteUndecided } from './note-undecided'
import { type Preview, PreviewTally } from './preview-tally'

const ListPage = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().nullish() })
const linksPerPage = 500
const beforeAllIds = '00000000-0000-0000-0000-000000000000'

/**
 * What disabling does: the container goes with all that is in it, also with what was never synced; or it stays with all
 * of it. Nothing is deleted in the CRM (C4), and what waits for a person waits no longer. Where no credential works any more, nothing can be removed.
 */
export async function previewDisable(
  context: Context,
  engine: Engine,
  module: SyncModule,
  existing: ConnectionRow | null,
  purpose: 'disable' | 'keep',
): Promise<Preview> {
  const tally = new PreviewTally()
  if (!existing || existing.status === 'off' || existing.containerId === null) return tally.result
  const session = await lookingSession(context, engine, module, existing)
  const goes = purpose === 'disable'
  try {
    if (await isThere(session)) await countItems(context, session, tally, goes)
  } catch (error) {
    const isRefused = error instanceof UpstreamError && error.remedy === 'reconnect'
    if (!(error instanceof CredentialError || isRefused)) throw error
    await countLinks(context, existing, tally)
  }
  await leaveApart(context, module, existing, tally)
  await noteUndecided(context, existing, tally)
  return tally.result
}

async function isThere(session: Session): Promise<boolean> {
  const listed = await listContainers(placeOf(session))
  return listed.some(({ id }) => id === session.connection.containerId)
}

async function countItems(
  context: Context,
  session: Session,
  tally: PreviewTally,
  goes: boolean,
): Promise<void> {
  const { module, engine, connection: row } = session
  const top = `$top=${engine.pageSize ?? defaultPageSize}`
  let path: string | null = withQuery(itemsPath(session), module.item.readQuery, top)
  while (path !== null) {
    const page: z.infer<typeof ListPage> = await session.graph.get(path, ListPage)
    const items = page.value
      .filter((json) => !module.item.isPart?.(json))
      .map((json) => readItem(session, json, {}))
    const links = await linksByItem(
      context.db,
      row.id,
      items.map(({ id }) => id),
    )
    for (const item of items) countItem(session, tally, item, links.get(item.id), goes)
    path = page['@odata.nextLink'] ?? null
  }
}

/** `unsynced`: it goes though the CRM has no record of it, or not the same any more. */
function countItem(
  session: Session,
  tally: PreviewTally,
  item: Item,
  linked: LinkRow | undefined,
  goes: boolean,
): void {
  const { crm, crmFieldsOf } = session.module
  if (!goes) {
    tally.leave('microsoft', 'kept')
    return
  }
  const label = () => crm.label(crmFieldsOf(item.fields))
  tally.delete('microsoft', { label, recordId: linked?.recordId ?? null, itemId: item.id })
  if (linked?.state !== 'linked') tally.unsynced(item.excluded ?? 'unlinked')
  tally.invite(mailedOf(session, item.fields))
}

/** What is linked stays over there: without a credential nobody can remove it. */
async function countLinks(context: Context, { id }: ConnectionRow, tally: PreviewTally): Promise<void> {
  const count = await context.db.$count(link, and(eq(link.connectionId, id), eq(link.state, 'linked')))
  if (count > 0) tally.leave('microsoft', 'left-behind', count)
}

/** Records that are in the CRM alone already. */
async function leaveApart(
  context: Context,
  module: SyncModule,
  { id, memberId }: ConnectionRow,
  tally: PreviewTally,
): Promise<void> {
  let after = beforeAllIds
  for (;;) {
    const links = await context.db
      .select({ id: link.id, recordId: link.recordId, state: link.state, reason: link.reason })
      .from(link)
      .where(and(eq(link.connectionId, id), inArray(link.state, ['skipped', 'unlinked']), gt(link.id, after)))
      .orderBy(asc(link.id))
      .limit(linksPerPage)
    const records = await module.crm.read(
      context,
      links.map(({ recordId }) => recordId),
    )
    for (const { recordId, state, reason } of links) {
      const record = records.get(recordId)
      if (record && record.deletedAt === null && record.ownerId === memberId)
        tally.leave('crm', reason ?? (state === 'skipped' ? 'recurring' : 'removed-in-microsoft'))
    }
    const last = links.at(-1)
    if (!last || links.length < linksPerPage) return
    after = last.id
  }
}
