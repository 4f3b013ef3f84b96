import { isDeepStrictEqual } from 'node:util'
import type { ConnectionOptions, MappingRow, ValueMaps } from '@/lib/sync/core/types'

type Settings = { mapping: MappingRow[]; valueMaps: ValueMaps | null; options: ConnectionOptions }

/** What of a member's choice is given. Absent is what she leaves as it is. */
type Given = {
  mapping?: MappingRow[] | undefined
  values?: ValueMaps | null | undefined
  options?: { [Name in keyof ConnectionOptions]?: ConnectionOptions[Name] | undefined } | undefined
}

/** What an administrator has fixed of a module. Null, and an option that is not named, is for each user to choose. */
export type Lock = {
  /** `forbidden`: nobody may sync it; `required`: nobody may turn it off; `free`: both may, whatever holds for everybody. */
  use: 'forbidden' | 'required' | 'free' | null
  mapping: MappingRow[] | null
  valueMaps: ValueMaps | null
  options: Partial<ConnectionOptions>
}

const lockedParts = ['use', 'mapping', 'values', 'deleteInCrm', 'clientInvitations', 'conflict'] as const
export type LockedPart = (typeof lockedParts)[number]

export const noLock: Lock = { use: null, mapping: null, valueMaps: null, options: {} }

/** What holds for a member: each part as her profile's lock says, else as everybody's does. */
export const mergeLocks = (everybodys: Lock, profiles: Lock): Lock => ({
  use: profiles.use ?? everybodys.use,
  mapping: profiles.mapping ?? everybodys.mapping,
  valueMaps: profiles.valueMaps ?? everybodys.valueMaps,
  options: { ...everybodys.options, ...profiles.options },
})

/** The parts that are fixed. */
export function partsOf({ use, mapping, valueMaps, options }: Lock): LockedPart[] {
  const fixed: Record<LockedPart, boolean> = {
    use: use === 'forbidden' || use === 'required',
    mapping: mapping !== null,
    values: valueMaps !== null,
    deleteInCrm: options.deleteInCrm !== undefined,
    clientInvitations: options.clientInvitations !== undefined,
    conflict: options.conflict !== undefined,
  }
  return lockedParts.filter((part) => fixed[part])
}

/** The fixed parts that a member wants otherwise. Whoever sends back what is fixed changes nothing. */
export function partsOffended({ mapping, valueMaps, options }: Lock, given: Given): LockedPart[] {
  const differs: Record<LockedPart, boolean> = {
    use: false,
    mapping: mapping !== null && given.mapping !== undefined && !sameRows(given.mapping, mapping),
    values: valueMaps !== null && given.values !== undefined && !isDeepStrictEqual(given.values, valueMaps),
    deleteInCrm: otherwise(options.deleteInCrm, given.options?.deleteInCrm),
    clientInvitations: otherwise(options.clientInvitations, given.options?.clientInvitations),
    conflict: otherwise(options.conflict, given.options?.conflict),
  }
  return lockedParts.filter((part) => differs[part])
}

/** In whatever order they are written. */
function sameRows(one: readonly MappingRow[], other: readonly MappingRow[]): boolean {
  const sorted = (rows: readonly MappingRow[]) =>
    rows.map(({ crm, microsoft, direction }) => JSON.stringify([crm, microsoft, direction])).sort()
  return isDeepStrictEqual(sorted(one), sorted(other))
}

const otherwise = <Value>(fixed: Value | undefined, given: Value | undefined): boolean =>
  fixed !== undefined && given !== undefined && fixed !== given

/**
 * Settings with what is fixed in place of what was chosen. A fixed mapping may name values that a member has never
 * translated: `standard` says what those become.
 */
export function withLock(settings: Settings, lock: Lock, standard: ValueMaps | null): Settings {
  const valueMaps = lock.valueMaps ?? settings.valueMaps
  return {
    mapping: lock.mapping ?? settings.mapping,
    valueMaps: lock.mapping !== null && standard !== null ? { ...standard, ...valueMaps } : valueMaps,
    options: { ...settings.options, ...lock.options },
  }
}
