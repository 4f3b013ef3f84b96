import { and, desc, eq } from 'drizzle-orm'
import { activity } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import type { ActivityRow } from './list-activity'

/**
 * What the sync did to one record, newest first, whoever's connection it was. For callers who have found that the actor
 * may see the record.
 */
export function recordActivity(
  context: Context,
  recordId: string,
  { limit }: { limit: number },
): Promise<ActivityRow[]> {
  return context.db
    .select()
    .from(activity)
    .where(and(eq(activity.organisationId, context.organisationId), eq(activity.recordId, recordId)))
    .orderBy(desc(activity.at), activity.id)
    .limit(limit)
}
