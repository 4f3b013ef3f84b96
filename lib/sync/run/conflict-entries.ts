import type { ConflictStory } from '@/db/schema/sync'
import type { Edit } from '@/lib/crm/change-feed/last-edits'
import type { ActivityEntry } from '@/lib/sync/activity/write-activity'
import type { Conflict, Plan } from '@/lib/sync/core/plan-types'
import type { Item } from '@/lib/sync/modules/module'

type About = Pick<ActivityEntry, 'recordId' | 'itemId'>

/** What a plan's conflicts tell the reader: one entry for what the CRM won, one for what Microsoft 365 won. */
export function conflictEntries(
  { conflicts }: Pick<Plan, 'conflicts'>,
  about: About,
  story: ConflictStory,
): ActivityEntry[] {
  return (['crm', 'microsoft'] as const).flatMap((winner) => {
    const won = conflicts.filter((one) => one.winner === winner)
    return won.length === 0 ? [] : [conflictEntry(won, about, story)]
  })
}

export function conflictEntry(
  conflicts: readonly Conflict[],
  about: About,
  story: ConflictStory,
): ActivityEntry {
  const names = new Set(conflicts.map(({ field }) => field))
  return {
    ...about,
    direction: conflicts.every(({ winner }) => winner === 'crm') ? 'toMicrosoft' : 'toCrm',
    action: 'conflict',
    fields: conflicts.map(({ field, kept, lost }) => ({ field, before: lost, after: kept, lost })),
    story: {
      ...story,
      crm: Object.fromEntries(Object.entries(story.crm).filter(([name]) => names.has(name))),
    },
  }
}

/** Kept with the conflict: the change feed is thinned by age, and the item moves on. */
export const conflictStory = (
  rule: ConflictStory['rule'],
  item: Pick<Item, 'modifiedAt'>,
  edits: ReadonlyMap<string, Edit> | undefined,
): ConflictStory => ({
  rule,
  microsoftAt: item.modifiedAt > 0 ? new Date(item.modifiedAt).toISOString() : null,
  crm: Object.fromEntries(
    [...(edits ?? [])].map(([field, { at, by }]) => [field, { at: at.toISOString(), by }]),
  ),
})
