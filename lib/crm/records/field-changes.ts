import { isDeepStrictEqual } from 'node:util'
import type { FieldChanges } from '@/db/schema/crm'
import type { RecordValues } from './record-module'

/** What a write changes, field by field, as the change feed keeps it; fields that stay the same are left out. */
export function fieldChanges(
  fields: readonly string[],
  before: RecordValues | null,
  after: RecordValues,
): FieldChanges {
  const changes: FieldChanges = {}
  for (const name of fields) {
    const sides = { before: before?.[name] ?? null, after: after[name] ?? null }
    if (!isDeepStrictEqual(sides.before, sides.after)) changes[name] = sides
  }
  return changes
}
