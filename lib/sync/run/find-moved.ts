import { z } from 'zod'
import { listContainers } from '@/lib/microsoft/containers/containers'
import { withQuery } from '@/lib/microsoft/graph/with-query'
import type { LinkRow } from '@/lib/sync/links'
import { containerOf, placeOf, readItem, type Session } from './session'

const Page = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().nullish() })

/** Of more lists, or more items gone at once, nobody is told whether they were moved: they count as deleted either way. */
const mostContainers = 20
const mostGone = 20
const mostPages = 5
/** A move happened since the last look at the container, which was not longer ago than this. */
const movedWithinMs = 24 * 3_600_000

/**
 * Of items that are gone, those that live on in another container under another id: known by our mark, or by the name
 * that they had. Only the activity depends on it.
 */
export async function findMoved(session: Session, gone: readonly LinkRow[]): Promise<Set<string>> {
  const moved = new Set<string>()
  const { module } = session
  if (!module.container.movesChangeIds || gone.length === 0 || gone.length > mostGone) return moved
  const others = (await listContainers(placeOf(session))).filter(({ id }) => id !== containerOf(session))
  for (const { id } of others.slice(0, mostContainers)) {
    const items = await changedIn(session, id)
    for (const row of gone) if (items.some((json) => isOf(session, row, json))) moved.add(row.id)
    if (moved.size === gone.length) break
  }
  return moved
}

function isOf(session: Session, row: LinkRow, json: unknown): boolean {
  const { nameField, item } = session.module
  const mark = item.marks.of(json)
  if (mark !== null) return mark === row.recordId
  const name = session.rules.find(({ crm }) => crm === nameField)?.microsoft
  const before = name && row.base?.microsoft[name]
  return before !== undefined && before === readItem(session, json, {}).fields[name ?? '']
}

async function changedIn(session: Session, containerId: string): Promise<unknown[]> {
  const { collection, items } = session.module.container
  const { find } = session.module.item.marks
  if (!('writtenSince' in find)) return []
  const since = new Date(session.now().getTime() - movedWithinMs)
  const folder = `${session.userPath}${collection}/${encodeURIComponent(containerId)}${items}`
  const found: unknown[] = []
  let path: string | null = withQuery(folder, find.writtenSince(since))
  for (let page = 0; path !== null && page < mostPages; page += 1) {
    const answer: z.infer<typeof Page> = await session.graph.get(path, Page)
    found.push(...answer.value)
    path = answer['@odata.nextLink'] ?? null
  }
  return found
}
