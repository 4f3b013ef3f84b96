import { count, sql } from 'drizzle-orm'
import { activity, link } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { isConflict } from '@/lib/sync/conflicts/conflict-filter'
import { isHeldOf } from '@/lib/sync/connections/list-held'
import type { ConnectionRow } from '@/lib/sync/connections/own-connection'
import { deletionHeld, removalHeld } from '@/lib/sync/links'
import { isProblem, type ProblemKind } from '@/lib/sync/parked/problem-filter'
import type { PreviewTally } from './preview-tally'

/**
 * What waits for a person in a sync that is to end: nobody is asked about it any more. Each side keeps what it holds, as
 * far as it stays at all. A conflict has been settled by the rule, and its loser can be put back afterwards too (A1).
 */
export async function noteUndecided(
  { db }: Context,
  { id, heldDecision }: ConnectionRow,
  tally: PreviewTally,
): Promise<void> {
  const [held] = await db
    .select({
      all: count(),
      deletedThere: count(sql`case when ${link.reason} = ${deletionHeld} then 1 end`),
      deletedHere: count(sql`case when ${link.reason} = ${removalHeld} then 1 end`),
      changedThere: count(sql`case when ${changesTowards('toCrm')} then 1 end`),
      changedHere: count(sql`case when ${changesTowards('toMicrosoft')} then 1 end`),
    })
    .from(link)
    .where(isHeldOf(id))
  const problems = (kind: ProblemKind) => db.$count(link, isProblem([id], kind))
  const conflicts = await db.$count(activity, isConflict([id], 'new'))
  if (held) {
    tally.wait(held.all, heldDecision !== null)
    tally.undecided('deleted-in-microsoft', held.deletedThere)
    tally.undecided('deleted-in-crm', held.deletedHere)
    tally.undecided('changed-in-microsoft', held.changedThere)
    tally.undecided('changed-in-crm', held.changedHere)
  }
  tally.undecided('refused', await problems('microsoft-refused'))
  tally.undecided('unmapped', await problems('mapping-incomplete'))
  tally.undecided('too-long', await problems('value-too-long'))
  tally.undecided('conflict', conflicts)
}

const changesTowards = (direction: 'toCrm' | 'toMicrosoft') =>
  sql`jsonb_path_exists(${link.heldChange}, ${`$.fields.*.direction ? (@ == "${direction}")`}::jsonpath)`
