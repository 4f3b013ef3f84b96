/**
 * A value in canonical form: text is trimmed with LF line ends, an instant is a UTC ISO-8601 string, a day is
 * YYYY-MM-DD, and absent is `null`, never `''`.
 */
export type Canonical = string | number | boolean | null
export type CanonicalFields = Record<string, Canonical>

/** One field on each side, each in that side's own canonical form. */
export type Sides<V extends Canonical = Canonical> = { crm: V; microsoft: V }

/**
 * What both sides held when they last agreed. A field missing in `crm` has never been agreed on.
 * `owed` names CRM fields whose value won and has still to go to Microsoft: they count as edited whatever they hold, since
 * an edit back to the former value would otherwise look like none.
 */
export type Base = { crm: CanonicalFields; microsoft: CanonicalFields; owed?: string[] }

export type Direction = 'both' | 'toMicrosoft' | 'toCrm'
export type MappingRow = { crm: string; microsoft: string; direction: Direction }

/** For fields with a closed set of values: what each value becomes on the other side. */
export type ValueMap = { toMicrosoft: Record<string, string>; toCrm: Record<string, string> }
export type ValueMaps = Record<string, ValueMap>

export type ConflictPolicy = 'latest' | 'crm' | 'microsoft'
export type ConnectionOptions = {
  /** Whether a deletion in Microsoft 365 deletes the record too (C3). */
  deleteInCrm: boolean
  clientInvitations: boolean
  conflict: ConflictPolicy
}

/** A field whose changes are held, with the side that they would go to. */
export type HeldField = `${'toCrm' | 'toMicrosoft'}:${string}`

/**
 * Changes of one pair that wait, by CRM field: where they would go, and what each side held before. The base goes on
 * meanwhile, so that it always says what was last seen. `putsBack`: it has been decided, and the side that changed gets
 * its former value again.
 */
export type HeldFields = Record<string, Sides & { direction: 'toCrm' | 'toMicrosoft'; putsBack?: true }>

export type HeldChange = {
  fields: HeldFields
  /** When the item was last modified, ms since the epoch; 0 when that is not known. */
  modifiedAt: number
  /** ISO instant at which the latest of them was noted. */
  notedAt: string
}
