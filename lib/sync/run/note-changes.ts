import type { Database } from '@/db/client'
import { editedFields } from '@/lib/sync/core/held-fields'
import type { LinkRow } from '@/lib/sync/links'
import type { CrmRecord, Item } from '@/lib/sync/modules/module'
import { type Edits, planAgainst, recordState } from './apply-plan'
import { withHeld } from './held-change'
import { countLinked, mayBecomeMany, readApproval } from './many'
import type { Session } from './session'
import { carriedOver, heldLinks, heldNames, Tally } from './tally'

/** An item that has moved on, its link, and the record as it is now. */
export type Known = { item: Item; link: LinkRow; record: CrmRecord | undefined }

/**
 * Looks at what items would change in the CRM, before anything is: changes of one field that come in numbers are only
 * noted, to be counted together at the end of the round (A5), and so are any more of a field whose changes are held.
 * All others go on.
 * @returns the pairs, with their links as they are to be planned
 */
export async function noteChanges(
  session: Session,
  tx: Database,
  pairs: readonly Known[],
  edits: Edits,
): Promise<Known[]> {
  const { connection: row } = session
  if (row.backfillAfter !== null) return [...pairs]
  const edited = pairs.map((pair) => ({ pair, names: editsInCrm(session, pair, edits) }))
  const counts = new Tally()
  for (const { names } of edited) counts.add(names)
  if (counts.names().length === 0) return [...pairs]
  const noted = await namesToNote(session, tx, counts)
  if (noted.size === 0) return [...pairs]
  const approvedTo = await readApproval(tx, row.id)
  return edited.map(({ pair, names }) => {
    const waits = new Set([...names].filter((name) => noted.has(name)))
    if (waits.size === 0 || pair.item.modifiedAt <= approvedTo) return pair
    return { ...pair, link: withHeld(session, pair.link, waits, 'toCrm', pair.item.modifiedAt) }
  })
}

/** What an item would change in the CRM that somebody has edited. */
export function editsInCrm(session: Session, { item, link, record }: Known, edits: Edits): Set<string> {
  if (!record || record.ownerId !== session.connection.memberId || record.excluded) return new Set()
  const plan = planAgainst(session, link, recordState(record, edits), item)
  return editedFields(session.rules, link.base, plan).toCrm
}

async function namesToNote(session: Session, tx: Database, counts: Tally): Promise<Set<string>> {
  const { connection: row } = session
  const { changes } = await carriedOver(session, tx, 'toCrm')
  const waiting = new Tally()
  for (const link of await heldLinks(tx, row.id)) waiting.add(heldNames(session, link, 'toCrm'))
  const together = (name: string) => counts.of(name) + changes.of(name) + waiting.of(name)
  const linked = await countLinked(tx, row.id)
  return new Set(
    counts
      .names()
      .filter((name) => row.heldFields.includes(`toCrm:${name}`) || mayBecomeMany(together(name), linked)),
  )
}
