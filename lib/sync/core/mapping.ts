import { cutText, fieldOf } from './canonical'
import type { Canonical, CanonicalFields, Direction, MappingRow, ValueMaps } from './types'

/** A mapping row with its translations; `undefined` means that the value cannot be taken over. */
export type FieldRule = {
  crm: string
  microsoft: string
  direction: Direction
  /** Rows of one group are decided as one (the times of a meeting); null for a row by itself. */
  group: string | null
  /** What an item holds at most of a text, in UTF-16 units; null without a limit. */
  longest: number | null
  /** Whether a value of a closed set has a counterpart there; any other value has. */
  translates(direction: 'toMicrosoft' | 'toCrm', value: Canonical): boolean
  /** The value as an item would hold it. */
  toMicrosoft(value: Canonical): Canonical
  /** May look at the whole item: a required CRM field without a counterpart gets a placeholder from other fields. */
  toCrm(value: Canonical, item: CanonicalFields): Canonical | undefined
  placeholder(item: CanonicalFields): Canonical
}

/** What a module knows about the fields of both sides that a mapping needs. */
export type FieldLimits = {
  /** The value as the CRM would hold it; undefined where it cannot: the CRM keeps its own, the item stays as it is. */
  accept(crmField: string, value: Canonical): Canonical | undefined
  /** What a required field holds when the item has nothing for it; never written back. */
  placeholder(crmField: string, item: CanonicalFields): Canonical
  /** What Microsoft holds at most of a text, by its field; longer ones are cut, and the activity says so. */
  longest?: Readonly<Record<string, number>>
  /** The value as Microsoft would hold it, such as rounded. Left out where it holds whatever the CRM does. */
  send?(microsoftField: string, value: Canonical): Canonical
  /** CRM fields that only mean something together, by the name of their group. */
  groups?: Readonly<Record<string, readonly string[]>>
}

/** Turns stored rows into rules. Values of closed sets go through `valueMaps`, keyed by CRM field. */
export function compileMapping(
  rows: readonly MappingRow[],
  valueMaps: ValueMaps | null,
  limits: FieldLimits,
): FieldRule[] {
  return rows.map((row) => {
    const values = valueMaps?.[row.crm]
    const translates: FieldRule['translates'] = (direction, value) =>
      !values || typeof value !== 'string' || Object.hasOwn(values[direction], value)
    return {
      ...row,
      group: groupOf(limits, row.crm),
      longest: limits.longest?.[row.microsoft] ?? null,
      translates,
      toMicrosoft: (value) => {
        const sent = values && typeof value === 'string' ? (values.toMicrosoft[value] ?? null) : value
        const longest = limits.longest?.[row.microsoft]
        const held = typeof sent === 'string' && longest !== undefined ? cutText(sent, longest) : sent
        return limits.send && held !== null ? limits.send(row.microsoft, held) : held
      },
      toCrm: (value, item) => {
        if (!translates('toCrm', value)) return undefined
        const translated = values && typeof value === 'string' ? (values.toCrm[value] ?? null) : value
        if (translated === null) return limits.placeholder(row.crm, item)
        return limits.accept(row.crm, translated)
      },
      placeholder: (item) => limits.placeholder(row.crm, item),
    }
  })
}

const groupOf = ({ groups = {} }: FieldLimits, crmField: string): string | null =>
  Object.keys(groups).find((name) => groups[name]?.includes(crmField)) ?? null

/** Rules by what is decided together: groups as one, every other rule by itself, in the order of the mapping. */
export function ruleGroups(rules: readonly FieldRule[]): FieldRule[][] {
  const groups = new Map<string, FieldRule[]>()
  for (const rule of rules) {
    const name = rule.group === null ? `field:${rule.crm}` : `group:${rule.group}`
    groups.set(name, [...(groups.get(name) ?? []), rule])
  }
  return [...groups.values()]
}

/** The Microsoft fields of a record, as an item made from it would hold them. */
export function microsoftFields(rules: readonly FieldRule[], record: CanonicalFields): CanonicalFields {
  const sent = rules.filter((rule) => rule.direction !== 'toCrm')
  return Object.fromEntries(sent.map((rule) => [rule.microsoft, rule.toMicrosoft(fieldOf(record, rule.crm))]))
}

/**
 * Whether a record cannot be written as it is mapped: a value has no counterpart there, or an item lacks what it must have.
 * @param written the Microsoft fields that are about to be written
 * @param required the Microsoft fields without which there is no item
 */
export function isIncomplete(
  rules: readonly FieldRule[],
  record: CanonicalFields,
  { written, required }: { written: CanonicalFields; required: readonly string[] },
): boolean {
  if (required.some((name) => fieldOf(written, name) === null)) return true
  return rules.some(
    (rule) => rule.microsoft in written && !rule.translates('toMicrosoft', fieldOf(record, rule.crm)),
  )
}
