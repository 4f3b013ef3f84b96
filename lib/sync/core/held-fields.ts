import { fieldOf } from './canonical'
import { type FieldRule, ruleGroups } from './mapping'
import type { ItemState, Plan, RecordState } from './plan-types'
import type { Base, CanonicalFields, HeldFields } from './types'

/** The base with what both sides held before changes that wait: what is decided about them is decided from there. */
export function asBefore(base: Base | null, held: HeldFields, rules: readonly FieldRule[]): Base | null {
  if (!base || Object.keys(held).length === 0) return base
  const before: Base = { ...base, crm: { ...base.crm }, microsoft: { ...base.microsoft } }
  for (const { crm, microsoft } of rules) {
    const former = held[crm]
    if (!former) continue
    before.crm[crm] = former.crm
    before.microsoft[microsoft] = former.microsoft
  }
  return before
}

/** Of fields that wait, those whose change is still there: what somebody took back by herself waits no longer. Groups wait as one. */
export function stillHeld(
  held: HeldFields,
  rules: readonly FieldRule[],
  record: Pick<RecordState, 'fields'>,
  item: Pick<ItemState, 'fields'>,
): HeldFields {
  const still: HeldFields = {}
  for (const group of ruleGroups(rules)) {
    const waits = group.some(({ crm, microsoft }) => {
      const former = held[crm]
      if (!former) return false
      return former.direction === 'toCrm'
        ? fieldOf(item.fields, microsoft) !== former.microsoft
        : fieldOf(record.fields, crm) !== former.crm
    })
    if (!waits) continue
    for (const { crm } of group) {
      const former = held[crm]
      if (former) still[crm] = former
    }
  }
  return still
}

/** Fields that changes are counted by: a group counts as one. */
export const countedAs = ({ group, crm }: FieldRule): string => group ?? crm

/**
 * What patches would change that somebody has edited since both sides agreed, by side. What was never agreed on (a first
 * match, a new mapping), is owed to Microsoft or is being put back is nobody's edit.
 */
export function editedFields(
  rules: readonly FieldRule[],
  base: Base | null,
  { crm: crmPlan, microsoft: microsoftPlan, held }: Pick<Plan, 'crm' | 'microsoft' | 'held'>,
): { toCrm: Set<string>; toMicrosoft: Set<string> } {
  const agreed = rules.filter(
    ({ crm }) => base && crm in base.crm && !base.owed?.includes(crm) && !(crm in held),
  )
  const patches = { crm: patchOf(crmPlan), microsoft: patchOf(microsoftPlan) }
  const namesOf = (some: readonly FieldRule[]) => new Set(some.map(countedAs))
  return {
    toCrm: namesOf(agreed.filter(({ crm }) => crm in patches.crm)),
    toMicrosoft: namesOf(agreed.filter(({ microsoft }) => microsoft in patches.microsoft)),
  }
}

const patchOf = (side: Plan['crm'] | Plan['microsoft']): CanonicalFields =>
  side.kind === 'update' ? side.patch : {}

/** Lets the changes of some fields wait: remembers what both sides held before. */
export function holdFields(
  rules: readonly FieldRule[],
  base: Base,
  names: ReadonlySet<string>,
  direction: 'toCrm' | 'toMicrosoft',
): HeldFields {
  const held = rules.filter((rule) => names.has(countedAs(rule)))
  return Object.fromEntries(
    held.map(({ crm, microsoft }) => [
      crm,
      { direction, crm: fieldOf(base.crm, crm), microsoft: fieldOf(base.microsoft, microsoft) },
    ]),
  )
}
