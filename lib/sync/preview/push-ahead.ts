import type { LinkRow } from '@/lib/sync/links'
import type { CrmRecord } from '@/lib/sync/modules/module'
import { editsOf } from '@/lib/sync/run/apply-plan'
import { type Intent, intentOf, isLookedAt, lastSeen, mailedOf } from '@/lib/sync/run/intent'
import { lookAt } from '@/lib/sync/run/push-chunk'
import { looked, replan } from '@/lib/sync/run/push-finish'
import { emptyOutcome, type Outcome } from '@/lib/sync/run/push-outcome'
import { leftBehind, suspend } from '@/lib/sync/run/stay-behind'
import { writtenFields } from '@/lib/sync/run/written-fields'
import { type Ahead, noteWrites, recordsAhead } from './ahead'

const perChunk = 20
/** What is planned anew is looked at again; an idle pair is settled after two. */
const mostRounds = 3

/** What the run's push would do with links that are pending, by what the pull has left. */
export async function pushAhead(ahead: Ahead, rows: readonly LinkRow[]): Promise<void> {
  let pending = [...rows]
  for (let round = 0; round < mostRounds && pending.length > 0; round += 1) {
    const again: LinkRow[] = []
    const records = await recordsAhead(
      ahead,
      pending.map(({ recordId }) => recordId),
    )
    const intents = pending.map((row) => intentOf(ahead.session, row, records.get(row.recordId)))
    const out = await decide(ahead, intents, records)
    noteWrites(ahead, out, records, [])
    again.push(...out.saved.filter(({ pendingSince }) => pendingSince !== null))
    pending = again
  }
}

async function decide(
  ahead: Ahead,
  intents: readonly Intent[],
  records: Map<string, CrmRecord>,
): Promise<Outcome> {
  const { session, context } = ahead
  const out = emptyOutcome()
  const replanned = intents.filter((one) => isLookedAt(one) || one.kind === 'take-over')
  const edits = await editsOf(
    session,
    context.db,
    replanned.map(({ row }) => row),
  )
  const locked = { records, edits }
  for (const intent of intents) {
    if (intent.kind === 'take-over') replan(session, out, intent.row, locked, lastSeen(intent.row))
    else if (intent.kind === 'suspend') suspend(session, out, intent.row, intent.reason)
    else noteIntent(ahead, intent)
  }
  const asked = intents.filter(isLookedAt)
  for (let from = 0; from < asked.length; from += perChunk) {
    const answers = await lookAt(session, asked.slice(from, from + perChunk))
    for (const one of answers) looked(session, out, one, locked)
  }
  for (const { row, staying } of out.doomed) {
    const label = labelOf(ahead, records.get(row.recordId))
    ahead.tally.delete('microsoft', { label, recordId: row.recordId, itemId: row.itemId })
    ahead.tally.invite(mailedOf(session, row.base?.microsoft ?? {}))
    ahead.rows.set(row.id, staying ? leftBehind(row, staying) : null)
  }
  return out
}

const labelOf =
  ({ session }: Ahead, record: CrmRecord | undefined) =>
  () =>
    session.module.crm.label(record?.fields ?? {})

/** What is sent, and what is not, without anything to be looked at first. */
function noteIntent(ahead: Ahead, intent: Intent): void {
  const { session, tally, rows } = ahead
  const { row } = intent
  const settled = { ...row, pendingSince: null }
  if (intent.kind === 'skip') rows.set(row.id, { ...settled, state: 'skipped', reason: intent.reason })
  if (intent.kind === 'incomplete') tally.leave('crm', 'mapping-incomplete')
  if (intent.kind === 'nothing')
    rows.set(row.id, row.itemId === null && row.state !== 'unlinked' ? null : settled)
  if (intent.kind !== 'create' && intent.kind !== 'update') return
  rows.set(row.id, { ...settled, state: 'linked' })
  const about = { label: labelOf(ahead, intent.record), recordId: row.recordId, itemId: row.itemId }
  if (intent.kind === 'create') tally.create('microsoft', about)
  else {
    tally.update('microsoft', { ...about, fields: writtenFields(session, row, intent.patch) })
    tally.invite(mailedOf(session, row.base?.microsoft ?? {}))
  }
}
