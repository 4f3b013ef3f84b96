import { z } from 'zod'
import type { Field } from '@/lib/crm/records/field'
import type { RecordBase } from '@/lib/crm/records/record-module'
import type { SyncState } from './sync-states'

const SyncJson = z.object({
  state: z.enum(['synced', 'pending', 'skipped', 'attention', 'off']),
  reason: z.string().nullable(),
  microsoftId: z.string().nullable(),
  webLink: z.string().nullable(),
  lastSyncedAt: z.string().nullable(),
})

/** What every record of an answer has. */
export const recordBaseShape = {
  id: z.string(),
  ownerId: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  updatedBy: z.object({ type: z.enum(['user', 'sync', 'system']), id: z.string().nullable() }),
  deletedAt: z.string().nullable(),
  sync: SyncJson,
}

/** Reasons that screens tell apart and the API does not. */
const contractReasons: Readonly<Record<string, string | null>> = {
  undone: 'removed-in-microsoft',
  'change-held': null,
}

function contractReason(state: SyncState['state'], reason: string | null): string | null {
  if (reason === 'module-forbidden') return state === 'off' ? 'module-off' : 'module-paused'
  return reason !== null && reason in contractReasons ? (contractReasons[reason] ?? null) : reason
}

type FieldShape<Values> = {
  [Name in keyof Values]: null extends Values[Name] ? z.ZodNullable<z.ZodString> : z.ZodString
}

/** The answer's schema of a module whose fields hold text. */
export function recordSchema<Values extends Record<string, string | null>>(
  fields: readonly (Field & { name: keyof Values & string })[],
): z.ZodObject<typeof recordBaseShape & FieldShape<Values>> {
  const shape = Object.fromEntries(
    fields.map(({ name, required }) => [name, required ? z.string() : z.string().nullable()]),
  )
  // Safe: one entry per field, nullable exactly where the field may be empty.
  return z.object({ ...recordBaseShape, ...shape }) as unknown as z.ZodObject<
    typeof recordBaseShape & FieldShape<Values>
  >
}

/** A record in the form of the contract. The response schema then leaves out what the contract does not name. */
export function recordJson<R extends RecordBase>(record: R, sync: SyncState) {
  const { updatedByType, updatedById, organisationId: _, ...rest } = record
  return {
    ...rest,
    createdAt: record.createdAt.toISOString(),
    updatedAt: record.updatedAt.toISOString(),
    updatedBy: { type: updatedByType, id: updatedById },
    deletedAt: record.deletedAt?.toISOString() ?? null,
    sync: {
      ...sync,
      reason: contractReason(sync.state, sync.reason),
      lastSyncedAt: sync.lastSyncedAt?.toISOString() ?? null,
    },
  }
}
