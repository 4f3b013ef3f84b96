import type { ActivityField } from '@/db/schema/sync'
import type { ActivityRow } from '@/lib/sync/activity/list-activity'
import { fieldOf } from '@/lib/sync/core/canonical'
import type { FieldRule } from '@/lib/sync/core/mapping'
import type { Canonical, CanonicalFields } from '@/lib/sync/core/types'
import type { RecordState, UndoInput } from './undo-types'

/** One field of an entry in the CRM's terms: what it held, and whether it still holds what the entry made of it. */
type Former = { field: string; value: Canonical; isTouched: boolean; settles: boolean }

type FormerValues = {
  patch: CanonicalFields
  /** How many fields have been changed since, and stay. */
  touched: number
  /** How many had been edited on both sides: none of the two edits is put in the other's place. */
  settled: number
  /** How many would be written to an item whose attendees Microsoft would mail, and stay (A8). */
  mailing: number
  /** How many fields of the entry are the CRM's at all. */
  known: number
}

/**
 * What an entry's fields held before it, as far as nobody has changed them since: of a conflict the value that lost. What
 * was written to Microsoft is turned into what the CRM held. Fields that only mean something together go together.
 */
export function formerValues(
  input: UndoInput,
  { fields: now, endsPair }: Pick<RecordState, 'fields'> & { endsPair: boolean },
  entry: ActivityRow,
): FormerValues {
  const formers = entry.fields.flatMap((one) => formerOf(input, now, entry, one) ?? [])
  const values: FormerValues = { patch: {}, touched: 0, settled: 0, mailing: 0, known: formers.length }
  for (const group of inGroups(input.rules, formers)) {
    const changed = group.filter(({ field, value }) => value !== fieldOf(now, field))
    if (!input.isWish && !endsPair && group.some(({ settles }) => settles)) values.settled += group.length
    else if (!input.isWish && group.some(({ isTouched }) => isTouched)) values.touched += group.length
    else if (!endsPair && mails(input, changed)) values.mailing += group.length
    else for (const { field, value } of changed) values.patch[field] = value
  }
  return values
}

/** Whether an edit of these would cross to an item that has attendees. */
function mails(input: UndoInput, changed: readonly Former[]): boolean {
  if (!input.mails || input.link?.state !== 'linked') return false
  const crossing = input.rules.filter(({ direction }) => direction !== 'toCrm').map(({ crm }) => crm)
  return changed.some(({ field }) => crossing.includes(field))
}

function formerOf(
  { rules, writable, link }: UndoInput,
  now: CanonicalFields,
  entry: ActivityRow,
  one: ActivityField,
): Former | null {
  const { field, before, after, lost, settles = false } = one
  if (!writable.has(field)) return null
  const current = fieldOf(now, field)
  if (entry.action === 'conflict')
    return { field, settles, value: lost, isTouched: current !== after && current !== lost }
  if (entry.direction === 'toCrm')
    return { field, settles, value: before, isTouched: current !== after && current !== before }
  const rule = rules.find(({ crm }) => crm === field)
  if (!rule) return null
  const item = link?.base?.microsoft ?? {}
  const value = crmFormer(rule, one, item)
  // A value that the CRM cannot hold has nowhere to go.
  if (value === undefined) return null
  return { field, settles, value, isTouched: rule.toMicrosoft(current) !== after && current !== value }
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
