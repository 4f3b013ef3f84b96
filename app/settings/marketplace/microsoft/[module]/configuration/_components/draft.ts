import { z } from 'zod'
import type { ConnectionOptions, MappingRow } from '@/lib/sync/core/types'

/** What is being chosen. A row that is not filled in yet has an empty side; `key` tells rows apart while they change. */
export type DraftRow = MappingRow & { key: string }
export type Draft = { rows: DraftRow[]; options: ConnectionOptions }
export type Settings = { mapping: MappingRow[]; options: ConnectionOptions }

export const draftOf = ({ mapping, options }: Settings): Draft => ({
  rows: mapping.map((row, at) => ({ ...row, key: `${at}-${row.crm}` })),
  options,
})

export const settingsOf = ({ rows, options }: Draft): Settings => ({
  mapping: rows.map(({ crm, microsoft, direction }) => ({ crm, microsoft, direction })),
  options,
})

/** Whether both would do the same; the order of rows means nothing. */
export function areAlike(one: Settings, other: Settings): boolean {
  const plain = ({ mapping, options }: Settings) =>
    JSON.stringify([
      mapping.map(({ crm, microsoft, direction }) => `${crm}|${microsoft}|${direction}`).sort(),
      options.deleteInCrm,
      options.conflict,
    ])
  return plain(one) === plain(other)
}

const StoredDraft = z.object({
  rows: z.array(
    z.object({
      key: z.string(),
      crm: z.string(),
      microsoft: z.string(),
      direction: z.enum(['both', 'toMicrosoft', 'toCrm']),
    }),
  ),
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
