import { type LinkRow, removalHeld } from '@/lib/sync/links'
import type { Edits } from '@/lib/sync/run/apply-plan'
import { namesToHold, type OpenWork, removalsToHold, sortOpen } from '@/lib/sync/run/brake-push'
import { withHeld } from '@/lib/sync/run/held-change'
import { countLinked, isMany, mayBecomeMany } from '@/lib/sync/run/many'
import { editsInCrm, type Known } from '@/lib/sync/run/note-changes'
import type { Session } from '@/lib/sync/run/session'
import { carriedOver, Tally } from '@/lib/sync/run/tally'
import { type Ahead, recordsAhead } from './ahead'

const perLoad = 400

/** How many pairs there would be by now. */
export const linkedAhead = async ({ context, session, born }: Ahead): Promise<number> =>
  (await countLinked(context.db, session.connection.id)) + born

/** Until when everything has been decided by a person, ms since the epoch. */
export const approvedTo = ({ connection: row }: Session): number => row.approvedTo?.getTime() ?? 0

/**
 * Which changes of items the brake of the run would hold, page by page as it would (A5): those of one field that come in
 * numbers are noted, and what turned out to be many at the end of the round is held.
 */
export class ChangesAhead {
  private readonly noted = new Map<string, Set<string>>()
  private many = new Set<string>()

  private constructor(
    private readonly session: Session,
    private readonly carried: Tally,
  ) {}

  static async of({ session, context }: Ahead): Promise<ChangesAhead> {
    return new ChangesAhead(session, (await carriedOver(session, context.db, 'toCrm')).changes)
  }

  /** One page of items. */
  note(pairs: readonly Known[], edits: Edits, linked: number): void {
    const edited = pairs
      .map((pair) => ({ pair, names: editsInCrm(this.session, pair, edits) }))
      .filter(({ pair }) => pair.item.modifiedAt > approvedTo(this.session))
    const together = new Tally()
    for (const names of [...edited.map((one) => one.names), ...this.noted.values()]) together.add(names)
    const noted = (name: string) =>
      this.isHeldAlready(name) || mayBecomeMany(together.of(name) + this.carried.of(name), linked)
    for (const { pair, names } of edited) {
      const waits = new Set([...names].filter(noted))
      if (waits.size > 0) this.noted.set(pair.link.id, waits)
      this.carried.add([...names].filter((name) => !waits.has(name)))
    }
  }

  /** The end of the round. */
  settle(linked: number): void {
    const counts = new Tally()
    for (const names of this.noted.values()) counts.add(names)
    const isHeld = (name: string) =>
      this.isHeldAlready(name) || isMany('changes', counts.of(name) + this.carried.of(name), linked)
    this.many = new Set(counts.names().filter(isHeld))
  }

  /** A pair with what is held of it waiting; the same pair if nothing is. */
  held(pair: Known): Known {
    const names = new Set([...(this.noted.get(pair.link.id) ?? [])].filter((name) => this.many.has(name)))
    if (names.size === 0) return pair
    return { ...pair, link: withHeld(this.session, pair.link, names, 'toCrm', pair.item.modifiedAt) }
  }

  private isHeldAlready = (name: string): boolean =>
    this.session.connection.heldFields.includes(`toCrm:${name}`)
}

/**
 * Keeps back what the brake of the run would hold of what is to be sent, and counts it (A5).
 * @returns what goes on
 */
export async function brakeAhead(ahead: Ahead, pending: readonly LinkRow[]): Promise<LinkRow[]> {
  const { session, context, tally, rows } = ahead
  // What the first sync changes was shown before it began.
  if (session.connection.backfillAfter !== null) return [...pending]
  const work: OpenWork = {
    removals: [],
    updates: [],
    done: await carriedOver(session, context.db, 'toMicrosoft'),
    linked: await linkedAhead(ahead),
  }
  const open = pending.filter((row) => isOpen(session, row))
  for (let from = 0; from < open.length; from += perLoad) {
    const some = open.slice(from, from + perLoad)
    const records = await recordsAhead(
      ahead,
      some.map(({ recordId }) => recordId),
    )
    for (const row of some) sortOpen(session, work, row, records.get(row.recordId))
  }
  const removals = new Set(await removalsToHold(session, work))
  for (const row of removals) rows.set(row.id, { ...row, reason: removalHeld, pendingSince: null })
  tally.hold('microsoft', 'delete', removals.size)
  const names = namesToHold(session, work)
  const held = new Map<string, LinkRow>()
  for (const { row, names: edited } of work.updates) {
    const waits = new Set(names.filter((name) => edited.has(name)))
    if (waits.size > 0) held.set(row.id, withHeld(session, row, waits, 'toMicrosoft'))
  }
  tally.hold('microsoft', 'update', held.size)
  return pending.filter((row) => !removals.has(row)).map((row) => held.get(row.id) ?? row)
}

/** Work on a pair that nobody has approved. */
const isOpen = (session: Session, row: LinkRow): boolean =>
  row.state === 'linked' &&
  row.removedAt === null &&
  row.reason !== removalHeld &&
  (row.pendingSince?.getTime() ?? 0) > approvedTo(session)
