import type { GivenBack, giveBack } from '@/db/schema/give-back'
import { type BatchAnswer, sendChain } from '@/lib/microsoft/graph/batch'
import { fieldOf } from '@/lib/sync/core/canonical'
import { ruleGroups } from '@/lib/sync/core/mapping'
import type { CanonicalFields } from '@/lib/sync/core/types'
import { type LinkRow, linksByItem, newLink } from '@/lib/sync/links'
import type { Item } from '@/lib/sync/modules/module'
import type { LeftAlone } from '@/lib/sync/undo/undo-types'
import { inContainer } from './confirm-removals'
import { mailedOf, readOf } from './intent'
import { readItem, type Session } from './session'
import { isUndone } from './undo-orders'

export type GiveBackRow = typeof giveBack.$inferSelect

/** What looking at items that are to get something back has found. */
export type Looked = {
  given: { row: GiveBackRow; item: Item; patch: CanonicalFields }[]
  /** The items hold what was theirs: a write of ours has arrived whose answer has not. */
  done: GiveBackRow[]
  /** Nothing is given back: the item has nothing to get, is gone, or is another pair's by now. */
  dropped: GiveBackRow[]
  /** Nothing is given back, and that is to be told. */
  left: { row: GiveBackRow; why: LeftAlone }[]
  answers: readonly BatchAnswer[]
}

/** Looks at up to 20 items: each gets what it is owed, as far as nobody has edited it since and nobody is mailed (A8). */
export async function lookAtOwed(session: Session, rows: readonly GiveBackRow[]): Promise<Looked> {
  const { graph, gate, engine } = session
  const links = rows.map((row) => asLink(session, row))
  const reads = links.map((link) => readOf(session, link))
  const answers = await sendChain(graph, gate, engine.timing, reads)
  const looked: Looked = { given: [], done: [], dropped: [], left: [], answers }
  const found = rows.flatMap((owed, at) => {
    const [answer, row] = [answers[at], links[at]]
    if (answer && 'error' in answer && answer.error.remedy === 'gone') looked.dropped.push(owed)
    return answer && row && !('error' in answer) ? [{ row, owed, json: answer.body }] : []
  })
  const there = await inContainer(session, found)
  const ids = rows.map(({ itemId }) => itemId)
  const pairs = await linksByItem(engine.db, session.connection.id, ids)
  for (const { row, owed, json } of found) {
    const item = readItem(session, json, heldBefore(owed.fields))
    const pair = pairs.get(owed.itemId)
    if (!there.has(row.id) || item.excluded !== null || (pair && !isUndone(pair))) looked.dropped.push(owed)
    else sort(session, looked, owed, item)
  }
  return looked
}

function sort(session: Session, looked: Looked, row: GiveBackRow, item: Item): void {
  const patch = owedTo(session, row, item)
  if (patch === null) looked.left.push({ row, why: 'changed-since' })
  else if (Object.keys(patch).length === 0) looked[row.sentAt === null ? 'dropped' : 'done'].push(row)
  else if (mailedOf(session, item.fields) > 0) looked.left.push({ row, why: 'kept-for-attendees' })
  else looked.given.push({ row, item, patch })
}

/** In the form in which items are read and asked for their container. */
const asLink = ({ connection: row }: Session, { itemId, recordId, fields }: GiveBackRow): LinkRow => ({
  id: itemId,
  ...newLink(row.id, recordId, row.createdAt),
  itemId,
  base: { crm: {}, microsoft: heldBefore(fields) },
})

const heldBefore = (fields: GivenBack): CanonicalFields =>
  Object.fromEntries(Object.entries(fields).map(([name, { from }]) => [name, from]))

/** Without what somebody has edited since; null when that is all. Fields that only mean something together go together. */
function owedTo(session: Session, { fields }: GiveBackRow, item: Item): CanonicalFields | null {
  const patch: CanonicalFields = {}
  let isOwed = false
  for (const group of ruleGroups(session.rules)) {
    const owed = group.flatMap(({ microsoft: name }) => {
      const one = fields[name]
      return one ? [{ name, now: fieldOf(item.fields, name), ...one }] : []
    })
    if (owed.length === 0 || owed.some(({ now, from, to }) => now !== from && now !== to)) continue
    isOwed = true
    for (const { name, now, to } of owed) if (now !== to) patch[name] = to
  }
  return isOwed ? patch : null
}
