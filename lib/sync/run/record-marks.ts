import { z } from 'zod'
import { withQuery } from '@/lib/microsoft/graph/with-query'
import type { Item } from '@/lib/sync/modules/module'
import { itemsPath, type Session } from './session'

const MarkedPage = z.object({
  value: z.array(z.object({ id: z.string().min(1) }).loose()),
  '@odata.nextLink': z.string().nullish(),
})

const marksOf = new WeakMap<Session, Map<string, string>>()

/** The records that items of a container taken up again were once made from, as far as they have been read. */
export function recordsByMark(session: Session, items: readonly Item[]): Map<string, string> {
  const marks = marksOf.get(session)
  if (!marks) return new Map()
  return new Map(items.flatMap((item) => (marks.has(item.id) ? [[item.id, marks.get(item.id) ?? '']] : [])))
}

/**
 * Reads the marks of a container that was there before we enabled: delta does not bring them along, and asking item by
 * item would cost a request each. Kept for the life of the session; a new one reads them again.
 */
export async function readMarks(session: Session): Promise<void> {
  const { graph, module } = session
  const { readQuery, marks: known } = module.item
  let path: string | null = withQuery(itemsPath(session), readQuery, '$top=200', known.expand)
  const marks = new Map<string, string>()
  while (path !== null) {
    const page: z.infer<typeof MarkedPage> = await graph.get(path, MarkedPage)
    for (const entry of page.value) {
      const mark = known.of(entry)
      if (mark) marks.set(entry.id, mark)
    }
    path = page['@odata.nextLink'] ?? null
  }
  marksOf.set(session, marks)
}
