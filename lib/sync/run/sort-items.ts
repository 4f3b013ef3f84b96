import type { Database } from '@/db/client'
import type { Context } from '@/lib/access/context'
import { isItemEdited } from '@/lib/sync/core/plan'
import type { Base } from '@/lib/sync/core/types'
import type { LinkRow } from '@/lib/sync/links'
import type { CrmRecord, Item } from '@/lib/sync/modules/module'
import { withoutHeld } from './held-change'
import type { Looking, Work } from './plan-items'
import type { Session } from './session'
import { forgetSkippedItems, rememberSkippedItems, unknownSkippedItems } from './skipped-items'
import { isUndone } from './undo-orders'

export type Sorted = {
  /** Linked items that have moved on. */
  known: { item: Item; link: LinkRow }[]
  /** Items that nothing links, but perhaps what we remember of them. */
  unknown: Item[]
}

/**
 * Sorts items into those that are linked and those that are not, and settles those that are for Microsoft 365 alone
 * (M5): a pair whose item has become one of them is suspended, with all that it remembers, and goes on when the item
 * has become an ordinary one again; nothing is doubled in between. If its record has gone by then, the item is its
 * user's own: it becomes a record once something happens to it over there, and not because it was merely seen again.
 */
export async function sortItems(
  session: Session,
  tx: Database,
  context: Context,
  work: Work,
  items: readonly Item[],
  links: ReadonlyMap<string, LinkRow>,
  looking: Looking | null = null,
): Promise<Sorted> {
  const excluded = items.filter((item) => item.excluded !== null)
  const news = await (looking ? unknownSkippedItems : rememberSkippedItems)(session, tx, excluded)
  settleExcluded(session, work, excluded, news, links)
  const ordinaryItems = items.filter((item) => item.excluded === null)
  const suspended = ordinaryItems.flatMap((item) => {
    const link = links.get(item.id)
    return link?.state === 'skipped' ? [{ item, link }] : []
  })
  const records = await session.module.crm.read(
    context,
    suspended.map(({ link }) => link.recordId),
  )
  const sorted: Sorted = { known: [], unknown: [] }
  for (const item of ordinaryItems) {
    const link = links.get(item.id)
    if (link?.state === 'linked') {
      if (link.etag !== item.etag || link.removedAt) sorted.known.push({ item, link })
    } else if (link?.state === 'skipped') {
      const record = records.get(link.recordId)
      if (!isLiving(session, record)) {
        if (wasSeries(link) || isItemEdited({ base: link.base, rules: session.rules }, item))
          sorted.unknown.push(item)
      } else if (record?.excluded === null) sorted.known.push({ item, link })
      // Now it is the record alone that keeps them apart.
      else if (wasSeries(link)) work.saved.push(ordinary(link))
    } else if (!link || !isUndone(link)) sorted.unknown.push(item)
  }
  if (!looking)
    await forgetSkippedItems(
      session,
      tx,
      ordinaryItems.map(({ id }) => id),
    )
  return sorted
}

const isLiving = (session: Session, record: CrmRecord | undefined): boolean =>
  record !== undefined && record.deletedAt === null && record.ownerId === session.connection.memberId

const isPair = ({ state }: LinkRow): boolean => state === 'linked' || state === 'skipped'

/** Whether a suspended pair's item was one for Microsoft 365 alone when it was last seen. */
export const wasSeries = (link: LinkRow): boolean => link.base?.microsoft[excludedItem] === true

function settleExcluded(
  session: Session,
  work: Work,
  items: readonly Item[],
  news: readonly Item[],
  links: ReadonlyMap<string, LinkRow>,
): void {
  for (const item of items) {
    const link = links.get(item.id)
    // In a container that was kept and is taken up again, it is known which record each item was made from.
    const isTakenUp = link?.state === 'unlinked' && link.reason === 'module-off'
    if (!link || !(isPair(link) || isTakenUp) || wasSeries(link)) continue
    work.saved.push(suspend(session, link, item))
    if (link.state !== 'linked') continue
    const about = { direction: 'toCrm' as const, recordId: link.recordId, itemId: item.id }
    work.entries.push({ ...about, action: 'unlinked', reason: item.excluded })
  }
  for (const item of news) {
    if (links.has(item.id)) continue
    const name = session.module.crm.label(session.module.crmFieldsOf(item.fields))
    work.entries.push({
      direction: 'toCrm',
      action: 'skipped',
      recordId: null,
      itemId: item.id,
      reason: item.excluded,
      fields: [{ field: session.module.nameField, before: null, after: name, lost: null }],
    })
  }
}

/** What both sides held when they last agreed stays known, and that it is the item that stays out. */
const suspend = (session: Session, link: LinkRow, item: Item): LinkRow => ({
  ...withoutHeld(session, link),
  state: 'skipped',
  reason: item.excluded,
  base: excludedBase(withoutHeld(session, link).base ?? { crm: {}, microsoft: item.fields }),
  etag: item.etag,
  pendingSince: null,
  removedAt: null,
  notBefore: null,
  parkedAt: null,
  attempts: 0,
  lastError: null,
  lastErrorText: null,
  seenAt: session.now(),
})

const excludedBase = (base: Base) => ({
  ...base,
  microsoft: { ...base.microsoft, [excludedItem]: true },
})

/** In a suspended pair's base: it was the item that became one for Microsoft 365 alone. */
const excludedItem = 'excludedItem'

/** The item of a suspended pair as an ordinary one again. */
function ordinary(link: LinkRow): LinkRow {
  if (!link.base) return link
  const { [excludedItem]: _, ...microsoft } = link.base.microsoft
  return { ...link, base: { ...link.base, microsoft } }
}
