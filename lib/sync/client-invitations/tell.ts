import type { ActivityField } from '@/db/schema/sync'
import type { ActivityEntry } from '@/lib/sync/activity/write-activity'
import type { Canonical } from '@/lib/sync/core/types'
import type { NearMiss } from './decide-invitation'
import type { InvitationEvent } from './invitation-event'

/** What the activity says of fields that were written; `before` null: the record is new. */
export function fieldsOf(before: object | null, after: object): ActivityField[] {
  const held = new Map<string, unknown>(Object.entries(before ?? {}))
  return Object.entries(after)
    .map(([field, value]) => ({
      field,
      before: canonical(held.get(field)),
      after: canonical(value),
      lost: null,
    }))
    .filter((one) => one.before !== one.after)
}

const canonical = (value: unknown): Canonical =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null

/** Why an invitation is not taken, or no longer followed, with what a person knows it by. */
export function skippedEntry(
  event: InvitationEvent,
  recordId: string | null,
  reason: NearMiss,
): ActivityEntry {
  const { title, start } = event.content
  return {
    direction: 'toCrm',
    action: 'skipped',
    recordId,
    itemId: event.id,
    reason,
    fields: fieldsOf(null, { title, start }),
  }
}
