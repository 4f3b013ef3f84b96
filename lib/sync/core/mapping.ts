import { fieldOf } from './canonical'
import type { Canonical, CanonicalFields, Direction, MappingRow, ValueMaps } from './types'

/** A mapping row with its translations; `undefined` means that the value cannot be taken over. */
export type FieldRule = {
  crm: string
  microsoft: string
  direction: Direction
  toMicrosoft(value: Canonical): Canonical
  /** May look at the whole item: a required CRM field without a counterpart gets a placeholder from other fields. */
  toCrm(value: Canonical, item: CanonicalFields): Canonical | undefined
  placeholder(item: CanonicalFields): Canonical
}

/** What a module knows about its CRM fields that a mapping needs. */
export type CrmFieldLimits = {
  /** The value as the CRM would hold it; undefined where it cannot: the CRM keeps its own, the item stays as it is. */
  accept(crmField: string, value: Canonical): Canonical | undefined
  /** What a required field holds when the item has nothing for it; never written back. */
  placeholder(crmField: string, item: CanonicalFields): Canonical
}

/** Turns stored rows into rules. Values of closed sets go through `valueMaps`, keyed by CRM field. */
export function compileMapping(
  rows: readonly MappingRow[],
  valueMaps: ValueMaps | null,
  limits: CrmFieldLimits,
): FieldRule[] {
  return rows.map((row) => {
    const values = valueMaps?.[row.crm]
    return {
      ...row,
      toMicrosoft: (value) =>
        values && typeof value === 'string' ? (values.toMicrosoft[value] ?? null) : value,
      toCrm: (value, item) => {
        const translated = values && typeof value === 'string' ? (values.toCrm[value] ?? null) : value
        if (translated === null) return limits.placeholder(row.crm, item)
        return limits.accept(row.crm, translated)
      },
      placeholder: (item) => limits.placeholder(row.crm, item),
    }
  })
}

/** The Microsoft fields of a record, as an item made from it would hold them. */
export function microsoftFields(rules: readonly FieldRule[], record: CanonicalFields): CanonicalFields {
  const sent = rules.filter((rule) => rule.direction !== 'toCrm')
  return Object.fromEntries(sent.map((rule) => [rule.microsoft, rule.toMicrosoft(fieldOf(record, rule.crm))]))
}
