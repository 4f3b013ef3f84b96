import { and, eq, inArray, isNotNull, isNull, lte, type SQL } from 'drizzle-orm'
import { activity } from '@/db/schema/sync'
import type { ModuleName } from '@/lib/sync/modules/module'

export type ConflictFilter = {
  module?: ModuleName | undefined
  /** `new`: nobody has looked at it yet. */
  seen?: 'new' | 'seen' | undefined
}

/** Some conflicts by id, or all of a filter as it was on screen: those that have come up since are not meant. */
export type ChosenConflicts = { ids: readonly string[] } | { filter: ConflictFilter; until: Date }

/** Of a choice so many are dealt with at once, the newest first; whoever wants more asks again. */
export const mostAtOnce = 200

export const isConflict = (connectionIds: readonly string[], seen: ConflictFilter['seen']): SQL | undefined =>
  and(
    inArray(activity.connectionId, [...connectionIds]),
    eq(activity.action, 'conflict'),
    seen === 'new' ? isNull(activity.seenAt) : seen === 'seen' ? isNotNull(activity.seenAt) : undefined,
  )

export function isChosen(connectionIds: readonly string[], chosen: ChosenConflicts): SQL | undefined {
  if ('ids' in chosen) return and(isConflict(connectionIds, undefined), inArray(activity.id, [...chosen.ids]))
  return and(isConflict(connectionIds, chosen.filter.seen), lte(activity.at, chosen.until))
}
