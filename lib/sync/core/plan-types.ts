import type { FieldRule } from './mapping'
import type { Base, Canonical, CanonicalFields, ConflictPolicy, HeldFields } from './types'

/** A record as the plan sees it. `changedAt` says when one of the fields was last edited in the CRM (ms since the epoch). */
export type RecordState = {
  fields: CanonicalFields
  deleted: boolean
  changedAt(...fields: string[]): number
}

/** An item as the plan sees it: its values, all fields flat, and when it was last modified (ms since the epoch). */
export type ItemState = { fields: CanonicalFields; modifiedAt: number }

export type Conflict = { field: string; winner: 'crm' | 'microsoft'; kept: Canonical; lost: Canonical }

/** What to do to one pair so that both sides agree, and what they will have agreed on. */
export type Plan = {
  crm:
    | { kind: 'none' }
    | { kind: 'create' | 'update'; patch: CanonicalFields }
    | { kind: 'restore'; patch: CanonicalFields }
    | { kind: 'delete' }
    | { kind: 'unlink' }
  microsoft: { kind: 'none' } | { kind: 'create' | 'update'; patch: CanonicalFields } | { kind: 'delete' }
  /**
   * The base once the CRM's part is done and the item has been seen. Fields that still have to go to Microsoft keep
   * their former CRM value, so that the next plan finds them again, whatever happens in between.
   */
  base: Base
  conflicts: Conflict[]
  /** CRM fields whose new value the CRM cannot hold. */
  refused: string[]
  /** Of the changes that wait for a decision, those that still do. */
  held: HeldFields
}

export type PlanInput = {
  base: Base | null
  record: RecordState | null
  /** Null: the item is gone, and that has been proven (A6). */
  item: ItemState | null
  rules: readonly FieldRule[]
  policy: ConflictPolicy
  deleteInCrm: boolean
  /** Changes that wait for a decision (A5): neither side is written to for them. */
  held?: HeldFields
}

export const emptyPlan = (base: Base | null): Plan => ({
  crm: { kind: 'none' },
  microsoft: { kind: 'none' },
  base: base ?? { crm: {}, microsoft: {} },
  conflicts: [],
  refused: [],
  held: {},
})
