import { fieldOf } from './canonical'
import { decideField, decideFirstMatch, type FieldDecision } from './decide-field'
import { asBefore, stillHeld } from './held-fields'
import { type FieldRule, ruleGroups } from './mapping'
import { emptyPlan, type ItemState, type Plan, type PlanInput, type RecordState } from './plan-types'
import type { Base, Canonical, CanonicalFields, HeldFields, Sides } from './types'

type HeldField = HeldFields[string]

export type FieldsPlan = Plan & { crmPatch: CanonicalFields; microsoftPatch: CanonicalFields }

/** One field of a group: what it was, what it is, and what each side's value would be on the other. */
type Member = {
  rule: FieldRule
  base: Sides
  now: Sides
  incoming: Canonical | undefined
  outgoing: Canonical
}

/** Decides the fields of a pair of which both sides are there, group by group. Pure. */
export function planFields(input: PlanInput, record: RecordState, item: ItemState): FieldsPlan {
  const { rules, held = {} } = input
  const waiting = stillHeld(held, rules, record, item)
  const goesOn = Object.fromEntries(Object.entries(held).filter(([field]) => !(field in waiting)))
  const base = asBefore(input.base, goesOn, rules)
  const plan: FieldsPlan = {
    ...emptyPlan({ crm: { ...base?.crm }, microsoft: { ...item.fields } }),
    crmPatch: {},
    microsoftPatch: {},
  }
  for (const group of ruleGroups(rules)) {
    if (group.some(({ crm }) => waiting[crm])) waitGroup(plan, group, waiting, record, item)
    else planGroup(plan, group, { ...input, base }, record, item)
  }
  return plan
}

/** Both sides keep what they hold; or the one that changed gets its former value, if that has been decided. */
function waitGroup(
  plan: FieldsPlan,
  rules: readonly FieldRule[],
  waiting: HeldFields,
  record: RecordState,
  item: ItemState,
): void {
  for (const rule of rules) {
    const former = waiting[rule.crm]
    const now = { crm: fieldOf(record.fields, rule.crm), microsoft: fieldOf(item.fields, rule.microsoft) }
    plan.base.crm[rule.crm] = now.crm
    if (former?.putsBack) putBack(plan, rule, former, now, item)
    else if (former) plan.held[rule.crm] = former
  }
}

/** Should the other side have been edited meanwhile, that is what the one that changed gets. */
function putBack(plan: FieldsPlan, rule: FieldRule, former: HeldField, now: Sides, item: ItemState): void {
  if (former.direction === 'toCrm') {
    const owed = now.crm === former.crm ? former.microsoft : rule.toMicrosoft(now.crm)
    if (owed === now.microsoft) return
    plan.microsoftPatch[rule.microsoft] = owed
    plan.held[rule.crm] = former
    return
  }
  const edited = now.microsoft === former.microsoft ? undefined : rule.toCrm(now.microsoft, item.fields)
  const owed = edited ?? former.crm
  plan.base.crm[rule.crm] = owed
  if (owed !== now.crm) plan.crmPatch[rule.crm] = owed
}

/** Fields of one group go the same way: a change of any of them carries all, and a conflict is settled once. */
function planGroup(
  plan: FieldsPlan,
  rules: readonly FieldRule[],
  input: PlanInput,
  record: RecordState,
  item: ItemState,
): void {
  const members = rules.map((rule) => memberOf(rule, input.base, record, item))
  const decision = oneWay(rules, decide(input.base, members))
  const settled = decision === 'conflict' ? settle(rules, input, record, item) : decision
  const held = members.every(({ incoming }) => incoming !== undefined)
  if (decision === 'conflict' && (settled === 'to-microsoft' || held)) noteConflict(plan, members, settled)
  if (settled === 'to-crm') takeOver(plan, members, held)
  else if (settled === 'to-microsoft') send(plan, members, input.base)
  else for (const { rule, now } of members) plan.base.crm[rule.crm] = now.crm
}

function memberOf(rule: FieldRule, base: Base | null, record: RecordState, item: ItemState): Member {
  const now = { crm: fieldOf(record.fields, rule.crm), microsoft: fieldOf(item.fields, rule.microsoft) }
  return {
    rule,
    now,
    base: {
      crm: base ? fieldOf(base.crm, rule.crm) : null,
      microsoft: base ? fieldOf(base.microsoft, rule.microsoft) : null,
    },
    incoming: rule.toCrm(now.microsoft, item.fields),
    outgoing: rule.toMicrosoft(now.crm),
  }
}

function decide(memory: Base | null, members: readonly Member[]): FieldDecision {
  const side = (which: 'base' | 'now') => ({
    crm: asOne(members.map((member) => member[which].crm)),
    microsoft: asOne(members.map((member) => member[which].microsoft)),
  })
  const [base, now] = [side('base'), side('now')]
  const agree = () =>
    members.every((one) => one.incoming === one.now.crm || one.outgoing === one.now.microsoft)
  if (!memory || !members.every(({ rule }) => rule.crm in memory.crm)) return decideFirstMatch(now, agree)
  if (!members.some(({ rule }) => isOwed(memory, rule))) return decideField(base, now, agree)
  if (agree()) return 'agreed'
  return now.microsoft === base.microsoft ? 'to-microsoft' : 'conflict'
}

/** The values of a group as one value, which changes when any of them does. */
function asOne(values: readonly Canonical[]): Canonical {
  if (values.length === 1) return values[0] ?? null
  return values.every((value) => value === null) ? null : JSON.stringify(values)
}

function noteConflict(plan: FieldsPlan, members: readonly Member[], settled: FieldDecision): void {
  for (const { rule, now, incoming } of members) {
    const theirs = incoming ?? now.microsoft
    plan.conflicts.push(
      settled === 'to-microsoft'
        ? { field: rule.crm, winner: 'crm', kept: now.crm, lost: theirs }
        : { field: rule.crm, winner: 'microsoft', kept: theirs, lost: now.crm },
    )
  }
}

/** Into the CRM: all of the group, or nothing when it cannot hold one of them. */
function takeOver(plan: FieldsPlan, members: readonly Member[], held: boolean): void {
  const differs = members.some(({ incoming, now }) => incoming !== now.crm)
  for (const { rule, incoming, now } of members) {
    if (incoming === undefined) plan.refused.push(rule.crm)
    else if (held && differs) plan.crmPatch[rule.crm] = incoming
    plan.base.crm[rule.crm] = held ? (incoming ?? null) : now.crm
  }
}

function send(plan: FieldsPlan, members: readonly Member[], memory: Base | null): void {
  // An edit that means the same over there (highest → high, high → high) is agreed without a write.
  const same = members.every(({ outgoing, now }) => outgoing === now.microsoft)
  const owed = members.some(({ rule, base, now }) => now.microsoft !== base.microsoft || isOwed(memory, rule))
  for (const { rule, base, now, outgoing } of members) {
    plan.base.crm[rule.crm] = same ? now.crm : base.crm
    if (same) continue
    plan.microsoftPatch[rule.microsoft] = outgoing
    // What the item holds now is in the base, though nobody here has agreed to it.
    if (owed) plan.base.owed = [...(plan.base.owed ?? []), rule.crm]
  }
}

export const isOwed = (base: Base | null, rule: FieldRule) => base?.owed?.includes(rule.crm) ?? false

/** Rows of one direction take the other side's edits for seen. The rows of a group have one direction. */
function oneWay([rule]: readonly FieldRule[], decision: FieldDecision): FieldDecision {
  if (rule?.direction === 'toMicrosoft' && (decision === 'to-crm' || decision === 'conflict')) {
    return decision === 'conflict' ? 'to-microsoft' : 'agreed'
  }
  if (rule?.direction === 'toCrm' && (decision === 'to-microsoft' || decision === 'conflict')) {
    return decision === 'conflict' ? 'to-crm' : 'agreed'
  }
  return decision
}

/** Who wins a conflict. The later edit under `latest`, a tie going to the CRM. */
function settle(
  rules: readonly FieldRule[],
  input: PlanInput,
  record: RecordState,
  item: ItemState,
): 'to-crm' | 'to-microsoft' {
  if (input.policy === 'crm') return 'to-microsoft'
  if (input.policy === 'microsoft') return 'to-crm'
  const changedAt = record.changedAt(...rules.map(({ crm }) => crm))
  return item.modifiedAt > changedAt ? 'to-crm' : 'to-microsoft'
}
