import type { ActivityRow } from '@/lib/sync/activity/list-activity'
import type { Canonical } from '@/lib/sync/core/types'

/** Entries that tell how a pair came to be. */
export const isOrigin = ({ action, direction }: Pick<ActivityRow, 'action' | 'direction'>): boolean =>
  action === 'matched' || (action === 'created' && direction === 'toMicrosoft')

/** What a pair that ends does not need to have taken back in the CRM: what was sent, and what was settled between both. */
export const isMoot = ({ action, direction }: Pick<ActivityRow, 'action' | 'direction'>): boolean =>
  action === 'conflict' || (action === 'updated' && direction === 'toMicrosoft')

/** What an item was made with, and what other entries have sent it since, by CRM field. */
export function alsoSent(entries: readonly ActivityRow[], made: ActivityRow): Map<string, Canonical> {
  const later = entries.slice(0, entries.indexOf(made)).filter(isMoot).reverse()
  const sent = [made, ...later.filter(({ action }) => action === 'updated')]
  return new Map(sent.flatMap(({ fields }) => fields.map(({ field, after }) => [field, after] as const)))
}
