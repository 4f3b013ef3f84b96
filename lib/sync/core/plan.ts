import { fieldOf } from './canonical'
import { decideField, decideFirstMatch, type FieldDecision } from './decide-field'
import type { FieldRule } from './mapping'
import type { Base, Canonical, CanonicalFields, ConflictPolicy, Sides } from './types'

/** A record as the plan sees it. `changedAt` says when a field was last edited in the CRM (ms since the epoch). */
export type RecordState = {
  fields: CanonicalFields
  deleted: boolean
  changedAt(field: string): number
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
}

export type PlanInput = {
  base: Base | null
  record: RecordState | null
  /** Null: the item is gone, and that has been proven (A6). */
  item: ItemState | null
  rules: readonly FieldRule[]
  policy: ConflictPolicy
  deleteInCrm: boolean
}

const nothing = { kind: 'none' } as const

/**
 * Plans one pair of record and item. Pure, total, never throws.
 * An edit beats a deletion, in both directions: what was edited on one side and deleted on the other since they last
 * agreed is made again there. The exception is C3: an item deleted in Microsoft 365 whose record may not be deleted
 * for it is let go, whatever was edited.
 */
export function planPair(input: PlanInput): Plan {
  const { record, item } = input
  if (record && item)
    return record.deleted ? planDeletedRecord(input, record, item) : planLivingPair(input, record, item)
  if (record) return planRemovedItem(input, record)
  if (item) return planNewRecord(input, item)
  return emptyPlan(input.base)
}

function planLivingPair(input: PlanInput, record: RecordState, item: ItemState): Plan {
  const plan = decideFields(input, record, item)
  return {
    ...plan,
    crm: isEmpty(plan.crmPatch) ? nothing : { kind: 'update', patch: plan.crmPatch },
    microsoft: isEmpty(plan.microsoftPatch) ? nothing : { kind: 'update', patch: plan.microsoftPatch },
  }
}

function planDeletedRecord(input: PlanInput, record: RecordState, item: ItemState): Plan {
  const plan = decideFields(input, record, item)
  if (!microsoftEdited(input, item)) {
    return { ...emptyPlan(input.base), microsoft: { kind: 'delete' } }
  }
  return {
    ...plan,
    crm: { kind: 'restore', patch: plan.crmPatch },
    microsoft: isEmpty(plan.microsoftPatch) ? nothing : { kind: 'update', patch: plan.microsoftPatch },
  }
}

function planRemovedItem(input: PlanInput, record: RecordState): Plan {
  const empty = emptyPlan(input.base)
  if (record.deleted) return empty
  if (input.base && !input.deleteInCrm) return { ...empty, crm: { kind: 'unlink' } }
  if (input.base && !crmEdited(input, record)) return { ...empty, crm: { kind: 'delete' } }
  const patch: CanonicalFields = {}
  for (const rule of input.rules) {
    if (rule.direction === 'toCrm') continue
    const value = rule.toMicrosoft(fieldOf(record.fields, rule.crm))
    if (value !== null) patch[rule.microsoft] = value
  }
  return { ...empty, base: { crm: {}, microsoft: {} }, microsoft: { kind: 'create', patch } }
}

function planNewRecord(input: PlanInput, item: ItemState): Plan {
  const empty: RecordState = { fields: {}, deleted: false, changedAt: () => 0 }
  const plan = decideFields({ ...input, base: null }, empty, item)
  for (const rule of input.rules) {
    if (rule.crm in plan.crmPatch || rule.direction === 'toMicrosoft') continue
    const placeholder = rule.placeholder(item.fields)
    if (placeholder !== null) plan.crmPatch[rule.crm] = placeholder
    plan.base.crm[rule.crm] = placeholder
  }
  return { ...plan, crm: { kind: 'create', patch: plan.crmPatch }, microsoft: nothing }
}

type FieldsPlan = Plan & { crmPatch: CanonicalFields; microsoftPatch: CanonicalFields }

function decideFields(input: PlanInput, record: RecordState, item: ItemState): FieldsPlan {
  const base = input.base ?? { crm: {}, microsoft: {} }
  const plan: FieldsPlan = {
    ...emptyPlan({ crm: { ...base.crm }, microsoft: { ...item.fields } }),
    crmPatch: {},
    microsoftPatch: {},
  }
  for (const rule of input.rules) applyRule(plan, rule, input, record, item)
  return plan
}

function applyRule(
  plan: FieldsPlan,
  rule: FieldRule,
  input: PlanInput,
  record: RecordState,
  item: ItemState,
): void {
  const now = { crm: fieldOf(record.fields, rule.crm), microsoft: fieldOf(item.fields, rule.microsoft) }
  const incoming = rule.toCrm(now.microsoft, item.fields)
  const agree = () => incoming === now.crm || rule.toMicrosoft(now.crm) === now.microsoft
  const base = {
    crm: input.base ? fieldOf(input.base.crm, rule.crm) : null,
    microsoft: input.base ? fieldOf(input.base.microsoft, rule.microsoft) : null,
  }
  const decision = oneWay(rule, decide(input.base, rule, base, now, agree))
  const settled = decision === 'conflict' ? settle(rule, input, record, item) : decision

  if (decision === 'conflict' && settled === 'to-microsoft') {
    plan.conflicts.push({ field: rule.crm, winner: 'crm', kept: now.crm, lost: incoming ?? now.microsoft })
  } else if (decision === 'conflict' && incoming !== undefined) {
    plan.conflicts.push({ field: rule.crm, winner: 'microsoft', kept: incoming, lost: now.crm })
  }
  if (settled === 'to-crm') {
    if (incoming === undefined) plan.refused.push(rule.crm)
    else if (incoming !== now.crm) plan.crmPatch[rule.crm] = incoming
    plan.base.crm[rule.crm] = incoming ?? now.crm
    return
  }
  if (settled === 'to-microsoft') {
    const outgoing = rule.toMicrosoft(now.crm)
    // An edit that means the same over there (highest → high, high → high) is agreed without a write.
    if (outgoing === now.microsoft) plan.base.crm[rule.crm] = now.crm
    else {
      plan.microsoftPatch[rule.microsoft] = outgoing
      plan.base.crm[rule.crm] = base.crm
      // What the item holds now is in the base, though nobody here has agreed to it.
      if (now.microsoft !== base.microsoft || isOwed(input.base, rule)) owe(plan.base, rule)
    }
    return
  }
  plan.base.crm[rule.crm] = now.crm
}

function decide(
  memory: Base | null,
  rule: FieldRule,
  base: Sides,
  now: Sides,
  agree: (now: Sides) => boolean,
): FieldDecision {
  if (!memory || !(rule.crm in memory.crm)) return decideFirstMatch(now, agree)
  if (!isOwed(memory, rule)) return decideField(base, now, agree)
  if (agree(now)) return 'agreed'
  return now.microsoft === base.microsoft ? 'to-microsoft' : 'conflict'
}

const isOwed = (base: Base | null, rule: FieldRule) => base?.owed?.includes(rule.crm) ?? false

function owe(base: Base, rule: FieldRule): void {
  base.owed = [...(base.owed ?? []), rule.crm]
}

/** CRM fields that cannot hold what the item holds now. */
export function unheldFields(rules: readonly FieldRule[], item: CanonicalFields): string[] {
  return rules
    .filter((rule) => rule.direction !== 'toMicrosoft')
    .filter((rule) => rule.toCrm(fieldOf(item, rule.microsoft), item) === undefined)
    .map((rule) => rule.crm)
}

/** A row of one direction takes the other side's edits for seen. */
function oneWay(rule: FieldRule, decision: FieldDecision): FieldDecision {
  if (rule.direction === 'toMicrosoft' && (decision === 'to-crm' || decision === 'conflict')) {
    return decision === 'conflict' ? 'to-microsoft' : 'agreed'
  }
  if (rule.direction === 'toCrm' && (decision === 'to-microsoft' || decision === 'conflict')) {
    return decision === 'conflict' ? 'to-crm' : 'agreed'
  }
  return decision
}

/** Who wins a conflict. The later edit under `latest`, a tie going to the CRM. */
function settle(
  rule: FieldRule,
  input: PlanInput,
  record: RecordState,
  item: ItemState,
): 'to-crm' | 'to-microsoft' {
  if (input.policy === 'crm') return 'to-microsoft'
  if (input.policy === 'microsoft') return 'to-crm'
  return item.modifiedAt > record.changedAt(rule.crm) ? 'to-crm' : 'to-microsoft'
}

const twoWay = (rules: readonly FieldRule[], not: 'toCrm' | 'toMicrosoft') =>
  rules.filter((rule) => rule.direction !== not)

function microsoftEdited({ base, rules }: PlanInput, item: ItemState): boolean {
  if (!base) return true
  return twoWay(rules, 'toMicrosoft').some(
    (rule) => fieldOf(item.fields, rule.microsoft) !== fieldOf(base.microsoft, rule.microsoft),
  )
}

function crmEdited({ base, rules }: PlanInput, record: RecordState): boolean {
  if (!base) return true
  return twoWay(rules, 'toCrm').some(
    (rule) =>
      isOwed(base, rule) ||
      (rule.crm in base.crm && fieldOf(record.fields, rule.crm) !== fieldOf(base.crm, rule.crm)),
  )
}

const isEmpty = (patch: CanonicalFields) => Object.keys(patch).length === 0

const emptyPlan = (base: Base | null): Plan => ({
  crm: nothing,
  microsoft: nothing,
  base: base ?? { crm: {}, microsoft: {} },
  conflicts: [],
  refused: [],
})
