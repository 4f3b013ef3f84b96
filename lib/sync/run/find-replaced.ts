import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { link } from '@/db/schema/sync'
import { mostParts, sendChain } from '@/lib/microsoft/graph/batch'
import { fieldOf } from '@/lib/sync/core/canonical'
import { linksByItem } from '@/lib/sync/links'
import { readOf } from './intent'
import { readItem, type Session } from './session'

/** The field of an item that stays when its id changes, in modules whose items have one. */
export const identityField = 'identity'

/**
 * Items that may have changed their id, as an event may that becomes a series (undocumented): unknown ids with a known
 * identity, whose former id is gone.
 * @returns the former id by the new one
 * @throws UpstreamError `wait` when Microsoft cannot say now: the page is to be read again
 */
export async function findReplaced(
  session: Session,
  values: readonly { id: string }[],
): Promise<Map<string, string>> {
  const { engine, connection: row } = session
  const ids = values.map(({ id }) => id)
  const links = await linksByItem(engine.db, row.id, ids)
  const newIds = new Map<string, string>()
  for (const value of values) {
    if (links.has(value.id)) continue
    const identity = fieldOf(readItem(session, value, {}).fields, identityField)
    if (typeof identity === 'string') newIds.set(identity, value.id)
  }
  if (newIds.size === 0) return new Map()
  const identity = sql<string>`${link.base} -> 'microsoft' ->> ${identityField}`
  const known = await engine.db
    .select()
    .from(link)
    .where(and(eq(link.connectionId, row.id), isNotNull(link.itemId), inArray(identity, [...newIds.keys()])))
  const replaced = new Map<string, string>()
  for (let from = 0; from < known.length; from += mostParts) {
    const some = known.slice(from, from + mostParts)
    const parts = some.map((one) => readOf(session, one))
    const answers = await sendChain(session.graph, session.gate, engine.timing, parts)
    some.forEach((one, at) => {
      const answer = answers[at]
      const error = answer && 'error' in answer ? answer.error : null
      // Taken for a stranger now, the item would be none of ours when its former id is told to have gone.
      if (error?.remedy === 'wait') throw error
      const gone = error?.remedy === 'gone'
      const newId = newIds.get(String(one.base?.microsoft[identityField]))
      if (gone && newId && one.itemId) replaced.set(newId, one.itemId)
    })
  }
  return replaced
}
