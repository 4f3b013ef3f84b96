import { z } from 'zod'
import type { ConnectionOptions, MappingRow, ValueMaps } from '@/lib/sync/core/types'

/** What is being chosen. A row that is not filled in yet has an empty side; `key` tells rows apart while they change. */
export type DraftRow = MappingRow & { key: string }
export type Draft = { rows: DraftRow[]; values: ValueMaps | null; options: ConnectionOptions }
export type Settings = { mapping: MappingRow[]; values: ValueMaps | null; options: ConnectionOptions }

export const draftOf = ({ mapping, values, options }: Settings): Draft => ({
  rows: mapping.map((row, at) => ({ ...row, key: `${at}-${row.crm}` })),
  values,
  options,
})

export const settingsOf = ({ rows, values, options }: Draft): Settings => ({
  mapping: rows.map(({ crm, microsoft, direction }) => ({ crm, microsoft, direction })),
  values,
  options,
})

/** Whether both would do the same; the order of rows and of values means nothing. */
export function areAlike(one: Settings, other: Settings): boolean {
  const plain = ({ mapping, values, options }: Settings) =>
    JSON.stringify([
      mapping.map(({ crm, microsoft, direction }) => `${crm}|${microsoft}|${direction}`).sort(),
      pairsOf(values),
      options.deleteInCrm,
      options.clientInvitations,
      options.conflict,
    ])
  return plain(one) === plain(other)
}

const pairsOf = (values: ValueMaps | null) =>
  Object.entries(values ?? {})
    .flatMap(([field, { toMicrosoft, toCrm }]) => [
      ...Object.entries(toMicrosoft).map(([crm, microsoft]) => `${field} ${crm} > ${microsoft}`),
      ...Object.entries(toCrm).map(([microsoft, crm]) => `${field} ${crm} < ${microsoft}`),
    ])
    .sort()

const translations = z.record(z.string(), z.string())

const StoredDraft = z.object({
  rows: z.array(
    z.object({
      key: z.string(),
      crm: z.string(),
      microsoft: z.string(),
      direction: z.enum(['both', 'toMicrosoft', 'toCrm']),
    }),
  ),
  values: z.record(z.string(), z.object({ toMicrosoft: translations, toCrm: translations })).nullable(),
  options: z.object({
    deleteInCrm: z.boolean(),
    clientInvitations: z.boolean(),
    conflict: z.enum(['latest', 'crm', 'microsoft']),
  }),
})

/** What an earlier visit left behind; null when it is not readable any more. */
export function readDraft(text: string | null): Draft | null {
  if (text === null) return null
  try {
    return StoredDraft.parse(JSON.parse(text))
  } catch {
    return null
  }
}
