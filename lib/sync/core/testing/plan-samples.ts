import { compileMapping } from '../mapping'
import type { ItemState, Plan, PlanInput, RecordState } from '../plan-types'
import type { Base, Canonical, CanonicalFields, MappingRow, ValueMaps } from '../types'

/**
 * A small module: a required title of up to 12 characters, a level with five values against three, a note, and a time
 * from and until, decided together, of which Microsoft holds whole tens.
 */
export const rows: MappingRow[] = [
  { crm: 'title', microsoft: 'subject', direction: 'both' },
  { crm: 'level', microsoft: 'importance', direction: 'both' },
  { crm: 'note', microsoft: 'body', direction: 'both' },
  { crm: 'from', microsoft: 'start', direction: 'both' },
  { crm: 'until', microsoft: 'end', direction: 'both' },
]

export const levelMaps: ValueMaps = {
  level: {
    toMicrosoft: { highest: 'high', high: 'high', normal: 'normal', low: 'low', lowest: 'low' },
    toCrm: { high: 'high', normal: 'normal', low: 'low' },
  },
}

export const fieldLimits = {
  accept: (field: string, value: Canonical) =>
    field === 'title' && typeof value === 'string' && value.length > 12 ? undefined : value,
  placeholder: (field: string) => (field === 'title' ? '(no title)' : null),
  send: (field: string, value: Canonical) =>
    (field === 'start' || field === 'end') && typeof value === 'number' ? Math.floor(value / 10) * 10 : value,
  groups: { time: ['from', 'until'] },
}

export const rules = compileMapping(rows, levelMaps, fieldLimits)

export const base = (crm: CanonicalFields, microsoft: CanonicalFields): Base => ({ crm, microsoft })

export const record = (fields: CanonicalFields, changedAt = 0, deleted = false): RecordState => ({
  fields,
  deleted,
  changedAt: () => changedAt,
})

export const item = (fields: CanonicalFields, modifiedAt = 0): ItemState => ({ fields, modifiedAt })

export const input = (given: Partial<PlanInput>): PlanInput => ({
  base: null,
  record: null,
  item: null,
  rules,
  policy: 'latest',
  deleteInCrm: false,
  ...given,
})

/** Both sides after a plan has been carried out, the base included; null for what is gone. */
export function applied(plan: Plan, given: PlanInput) {
  const record = { ...given.record?.fields }
  const item = { ...given.item?.fields }
  if ('patch' in plan.crm) Object.assign(record, plan.crm.patch)
  if ('patch' in plan.microsoft) Object.assign(item, plan.microsoft.patch)
  const deletedHere = plan.crm.kind === 'delete' || (given.record?.deleted && plan.crm.kind !== 'restore')
  const absentHere = given.record === null && plan.crm.kind !== 'create'
  const absentThere =
    plan.microsoft.kind === 'delete' || (given.item === null && plan.microsoft.kind !== 'create')
  return {
    record: deletedHere || absentHere ? null : record,
    item: absentThere ? null : item,
    // As a run does it: what was sent is what both have agreed on.
    base:
      plan.microsoft.kind === 'none' ? plan.base : { crm: { ...plan.base.crm, ...record }, microsoft: item },
  }
}
