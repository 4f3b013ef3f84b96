import { fieldOf } from './canonical'
import { asBefore } from './held-fields'
import type { FieldRule } from './mapping'
import { isOwed, planFields } from './plan-fields'
import { emptyPlan, type ItemState, type Plan, type PlanInput, type RecordState } from './plan-types'
import type { CanonicalFields } from './types'

const nothing = { kind: 'none' } as const

/**
 * Plans one pair of record and item. Pure, total, never throws.
 * An edit beats a deletion, in both directions: what was edited on one side and deleted on the other since they last
 * agreed is made again there. The exception is C3: an item deleted in Microsoft 365 whose record may not be deleted
 * for it is let go, whatever was edited. Changes that wait for a decision wait as long as both sides are there; when one
 * of them goes, they are edits like any other.
 */
export function planPair(input: PlanInput): Plan {
  const { record, item } = input
  if (record && item && !record.deleted) return planLivingPair(input, record, item)
  const whole = { ...input, base: asBefore(input.base, input.held ?? {}, input.rules), held: {} }
  if (record && item) return planDeletedRecord(whole, record, item)
  if (record) return planRemovedItem(whole, record)
  if (item) return planNewRecord(whole, item)
  return emptyPlan(whole.base)
}

function planLivingPair(input: PlanInput, record: RecordState, item: ItemState): Plan {
  const plan = planFields(input, record, item)
  return {
    ...plan,
    crm: isEmpty(plan.crmPatch) ? nothing : { kind: 'update', patch: plan.crmPatch },
    microsoft: isEmpty(plan.microsoftPatch) ? nothing : { kind: 'update', patch: plan.microsoftPatch },
  }
}

function planDeletedRecord(input: PlanInput, record: RecordState, item: ItemState): Plan {
  const plan = planFields(input, record, item)
  if (!isItemEdited(input, item)) {
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
  const plan = planFields({ ...input, base: null }, empty, item)
  for (const rule of input.rules) {
    if (rule.crm in plan.crmPatch || rule.direction === 'toMicrosoft') continue
    const placeholder = rule.placeholder(item.fields)
    if (placeholder !== null) plan.crmPatch[rule.crm] = placeholder
    plan.base.crm[rule.crm] = placeholder
  }
  return { ...plan, crm: { kind: 'create', patch: plan.crmPatch }, microsoft: nothing }
}

/** CRM fields that cannot hold what the item holds now. */
export function unheldFields(rules: readonly FieldRule[], item: CanonicalFields): string[] {
  return rules
    .filter((rule) => rule.direction !== 'toMicrosoft')
    .filter((rule) => rule.toCrm(fieldOf(item, rule.microsoft), item) === undefined)
    .map((rule) => rule.crm)
}

/** Why the CRM holds something else than an item: a value that is mapped to nothing, or one that does not fit; null: neither. */
export function whyUnheld(
  rules: readonly FieldRule[],
  item: CanonicalFields,
): 'mapping-incomplete' | 'value-too-long' | null {
  const unheld = unheldFields(rules, item)
  if (unheld.length === 0) return null
  const isMapped = ({ microsoft, translates }: FieldRule) => translates('toCrm', fieldOf(item, microsoft))
  const isStrange = rules.some((rule) => unheld.includes(rule.crm) && !isMapped(rule))
  return isStrange ? 'mapping-incomplete' : 'value-too-long'
}

const twoWay = (rules: readonly FieldRule[], not: 'toCrm' | 'toMicrosoft') =>
  rules.filter((rule) => rule.direction !== not)

/** Whether an item holds something else than when it last agreed with its record, as far as the CRM takes it over. */
export function isItemEdited(
  { base, rules }: Pick<PlanInput, 'base' | 'rules'>,
  item: Pick<ItemState, 'fields'>,
): boolean {
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
