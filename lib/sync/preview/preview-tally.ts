import type { Canonical } from '@/lib/sync/core/types'

export type Side = 'microsoft' | 'crm'

/** A field that is written, as it is now and as it will be. */
export type FieldAhead = { field: string; before: Canonical; after: Canonical }

export type PreviewSample = {
  action: 'matched' | 'createInMicrosoft' | 'createInCrm' | 'update' | 'delete'
  /** Where it is done; null for what is only linked. */
  side: Side | null
  label: string
  recordId: string | null
  itemId: string | null
  /** What a change writes; empty for anything else. */
  fields: FieldAhead[]
}

/** What stays on its own side, and why. */
export type Left = { side: Side; reason: string; count: number }

/** Pairs of which changes would wait, and records or items that would be deleted. */
export type HeldAhead = { update: number; delete: number }

/** What waits for a person while a sync is on, pair by pair. `too-long`: for the CRM, which has not taken the value over. */
export type Undecided =
  | 'deleted-in-microsoft'
  | 'deleted-in-crm'
  | 'changed-in-microsoft'
  | 'changed-in-crm'
  | 'refused'
  | 'unmapped'
  | 'too-long'
  | 'conflict'

export type Preview = {
  matched: number
  createInMicrosoft: number
  createInCrm: number
  /** Pairs that are changed, on either side. */
  update: number
  /** What is deleted, on either side. */
  delete: number
  /** `left` by reason alone. */
  skipped: { reason: string; count: number }[]
  samples: PreviewSample[]
  /** The writes on each side. `restore`: records that come out of the recycle bin. */
  microsoft: { create: number; update: number; delete: number }
  crm: { create: number; update: number; restore: number; delete: number }
  /** What is too much at once and waits for a decision (A5), by the side where it would be done; not among the writes. */
  held: { microsoft: HeldAhead; crm: HeldAhead }
  /** Pairs of which something has been held before, and is among no other figure; whether that has been decided. */
  waiting: { count: number; isDecided: boolean }
  /** Pairs of which both sides hold something else in a field; the loser is kept (A1). */
  conflicts: number
  left: Left[]
  /** Of what is deleted over there: what the CRM has no record of, by reason. */
  unsynced: { reason: string; count: number }[]
  /** Of disabling: what nobody is asked about any more. Those that are held are among `waiting` too. */
  undecided: { kind: Undecided; count: number }[]
  /** Events that are changed or deleted over there and invite people, whom Microsoft may mail (A8). */
  invited: { events: number; attendees: number }
}

type Act = { label: () => string; recordId: string | null; itemId: string | null; fields?: FieldAhead[] }

/** Of each kind so many are shown. */
const mostAlike = 4

/** Counts what would be done, and keeps a few of each kind to show. */
export class PreviewTally {
  private readonly figures: Omit<Preview, 'update' | 'skipped' | 'left'> = {
    matched: 0,
    createInMicrosoft: 0,
    createInCrm: 0,
    delete: 0,
    samples: [],
    microsoft: { create: 0, update: 0, delete: 0 },
    crm: { create: 0, update: 0, restore: 0, delete: 0 },
    held: { microsoft: { update: 0, delete: 0 }, crm: { update: 0, delete: 0 } },
    waiting: { count: 0, isDecided: false },
    conflicts: 0,
    unsynced: [],
    undecided: [],
    invited: { events: 0, attendees: 0 },
  }
  private readonly updated = new Set<string>()
  private readonly staying = new Map<string, Left>()

  get result(): Preview {
    const left = [...this.staying.values()].sort(
      (one, other) => one.side.localeCompare(other.side) || one.reason.localeCompare(other.reason),
    )
    const reasons = [...new Set(left.map(({ reason }) => reason))]
    const countOf = (reason: string) =>
      left.filter((one) => one.reason === reason).reduce((sum, { count }) => sum + count, 0)
    return {
      ...this.figures,
      unsynced: [...this.figures.unsynced].sort((one, other) => one.reason.localeCompare(other.reason)),
      update: this.updated.size,
      skipped: reasons.map((reason) => ({ reason, count: countOf(reason) })),
      left,
    }
  }

  match(act: Act): void {
    this.figures.matched += 1
    this.show('matched', null, act)
  }

  create(side: Side, act: Act): void {
    this.figures[side].create += 1
    const action = side === 'crm' ? 'createInCrm' : 'createInMicrosoft'
    this.figures[action] += 1
    this.show(action, side, act)
  }

  update(side: Side, act: Act & { recordId: string }): void {
    this.figures[side].update += 1
    this.updated.add(act.recordId)
    this.show('update', side, act)
  }

  restore(): void {
    this.figures.crm.restore += 1
  }

  delete(side: Side, act: Act): void {
    this.figures[side].delete += 1
    this.figures.delete += 1
    this.show('delete', side, act)
  }

  hold(side: Side, kind: keyof HeldAhead, count: number): void {
    this.figures.held[side][kind] += count
  }

  wait(count: number, isDecided: boolean): void {
    this.figures.waiting = { count, isDecided }
  }

  conflict(): void {
    this.figures.conflicts += 1
  }

  unsynced(reason: string): void {
    const known = this.figures.unsynced.find((one) => one.reason === reason)
    if (known) known.count += 1
    else this.figures.unsynced.push({ reason, count: 1 })
  }

  undecided(kind: Undecided, count: number): void {
    if (count > 0) this.figures.undecided.push({ kind, count })
  }

  invite(attendees: number): void {
    if (attendees === 0) return
    this.figures.invited.events += 1
    this.figures.invited.attendees += attendees
  }

  leave(side: Side, reason: string, count = 1): void {
    const key = `${side} ${reason}`
    const known = this.staying.get(key) ?? { side, reason, count: 0 }
    this.staying.set(key, { ...known, count: known.count + count })
  }

  private show(action: PreviewSample['action'], side: Side | null, act: Act): void {
    const { samples } = this.figures
    if (samples.filter((one) => one.action === action && one.side === side).length >= mostAlike) return
    const { label, recordId, itemId, fields = [] } = act
    samples.push({ action, side, label: label(), recordId, itemId, fields })
  }
}
