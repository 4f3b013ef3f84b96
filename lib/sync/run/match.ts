import type { Database } from '@/db/client'
import type { Context } from '@/lib/access/context'
import { type LinkRow, linksByRecord } from '@/lib/sync/links'
import type { Item, MatchCandidate } from '@/lib/sync/modules/module'
import { recordsByMark } from './record-marks'
import type { Session } from './session'

export type Match = { recordId: string; link: LinkRow | null }

/**
 * For items nothing links: the record of ours that each is (C5). First by what we remember: a link that was let go, or
 * our own mark where the container was there before. Else by what both have in common: an e-mail address, or the full
 * name and a phone. A record is matched at most once, the most recently changed first, then the lower id; so is an
 * item, in the order of the page.
 */
export async function findMatches(
  session: Session,
  tx: Database,
  context: Context,
  items: readonly Item[],
  letGo: ReadonlyMap<string, LinkRow>,
  takenBefore: ReadonlySet<string> = new Set(),
): Promise<Map<string, Match>> {
  if (items.length === 0) return new Map()
  const { module, connection: row } = session
  const keysOf = new Map(
    items.map((item) => [item.id, module.item.matchKeys(module.crmFieldsOf(item.fields))]),
  )
  const keys = [...new Set([...keysOf.values()].flat())]
  const candidates = await module.crm.findByKeys(context, row.memberId, keys)
  const remembered = await rememberedRecords(session, context, items, letGo)
  const links = await linksByRecord(tx, row.id, [
    ...candidates.map(({ recordId }) => recordId),
    ...remembered.values(),
  ])
  const free = (recordId: string) => isFree(links.get(recordId))
  const taken = new Set(takenBefore)
  const matches = new Map<string, Match>()
  const take = (item: Item, recordId: string) => {
    taken.add(recordId)
    matches.set(item.id, { recordId, link: links.get(recordId) ?? null })
  }
  for (const item of items) {
    const recordId = remembered.get(item.id)
    if (recordId && free(recordId) && !taken.has(recordId)) take(item, recordId)
  }
  const sorted = [...candidates].sort(newestFirst)
  for (const item of items) {
    if (matches.has(item.id)) continue
    const wanted = keysOf.get(item.id) ?? []
    const found = sorted.find(
      ({ recordId, fields }) =>
        free(recordId) &&
        !taken.has(recordId) &&
        module.item.matchKeys(fields).some((key) => wanted.includes(key)),
    )
    if (found) take(item, found.recordId)
  }
  return matches
}

/** Records that the items once belonged to, as far as they are still the member's, living or in the bin. */
async function rememberedRecords(
  session: Session,
  context: Context,
  items: readonly Item[],
  letGo: ReadonlyMap<string, LinkRow>,
): Promise<Map<string, string>> {
  const marks = recordsByMark(session, items)
  const remembered = items.flatMap((item) => {
    const recordId = letGo.get(item.id)?.recordId ?? marks.get(item.id)
    return recordId ? [[item.id, recordId] as const] : []
  })
  const records = await session.module.crm.read(
    context,
    remembered.map(([, recordId]) => recordId),
  )
  return new Map(
    remembered.filter(([, recordId]) => records.get(recordId)?.ownerId === session.connection.memberId),
  )
}

const newestFirst = (a: MatchCandidate, b: MatchCandidate) =>
  b.updatedAt.getTime() - a.updatedAt.getTime() || (a.recordId < b.recordId ? -1 : 1)

/** Not linked, and no create of ours is on its way or in doubt. */
function isFree(row: LinkRow | undefined): boolean {
  return row === undefined || row.state === 'unlinked' || (row.state === 'intended' && row.sentAt === null)
}
