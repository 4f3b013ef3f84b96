import type { ActivityField } from '@/db/schema/sync'
import type { ActivityRow } from '@/lib/sync/activity/list-activity'
import { fieldOf } from '@/lib/sync/core/canonical'
import type { FieldRule } from '@/lib/sync/core/mapping'
import type { Canonical, CanonicalFields } from '@/lib/sync/core/types'
import type { UndoInput } from './undo-types'

/** One field of an entry in the CRM's terms: what it held, and whether it still holds what the entry made of it. */
type Former = { field: string; value: Canonical; isTouched: boolean }

type FormerValues = {
  patch: CanonicalFields
  /** How many fields have been changed since, and stay. */
  touched: number
  /** How many fields of the entry are the CRM's at all. */
  known: number
}

/**
 * What an entry's fields held before it, as far as nobody has changed them since: of a conflict the value that lost. What
 * was written to Microsoft is turned into what the CRM held. Fields that only mean something together go together.
 */
export function formerValues(input: UndoInput, now: CanonicalFields, entry: ActivityRow): FormerValues {
  const formers = entry.fields.flatMap((one) => formerOf(input, now, entry, one) ?? [])
  const patch: CanonicalFields = {}
  let touched = 0
  for (const group of inGroups(input.rules, formers)) {
    if (!input.isWish && group.some(({ isTouched }) => isTouched)) touched += group.length
    else for (const { field, value } of group) if (value !== fieldOf(now, field)) patch[field] = value
  }
  return { patch, touched, known: formers.length }
}

function formerOf(
  { rules, writable, link }: UndoInput,
  now: CanonicalFields,
  entry: ActivityRow,
  one: ActivityField,
): Former | null {
  const { field, before, after, lost } = one
  if (!writable.has(field)) return null
  const current = fieldOf(now, field)
  if (entry.action === 'conflict')
    return { field, value: lost, isTouched: current !== after && current !== lost }
  if (entry.direction === 'toCrm')
    return { field, value: before, isTouched: current !== after && current !== before }
  const rule = rules.find(({ crm }) => crm === field)
  if (!rule) return null
  const item = link?.base?.microsoft ?? {}
  const value = crmFormer(rule, one, item)
  // A value that the CRM cannot hold has nowhere to go.
  if (value === undefined) return null
  return { field, value, isTouched: rule.toMicrosoft(current) !== after && current !== value }
}

/** What the CRM held when the item held `before`: what it is known to have held, where that means the same. */
function crmFormer(
  rule: FieldRule,
  { before, crm }: ActivityField,
  item: CanonicalFields,
): Canonical | undefined {
  const translated = rule.toCrm(before, item)
  if (crm === undefined) return translated
  const meansTheSame = rule.toMicrosoft(crm.before) === before || translated === crm.before
  return meansTheSame ? crm.before : translated
}

function inGroups(rules: readonly FieldRule[], formers: readonly Former[]): Former[][] {
  const groups = new Map<string, Former[]>()
  for (const former of formers) {
    const group = rules.find(({ crm }) => crm === former.field)?.group
    const name = group == null ? `field:${former.field}` : `group:${group}`
    groups.set(name, [...(groups.get(name) ?? []), former])
  }
  return [...groups.values()]
}
