import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { connection, link } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'

/** As the events were last seen: how many people they invite. */
const attendees = sql<number>`coalesce((${link.base} -> 'microsoft' ->> 'attendees')::int, 0)`

/**
 * How many people Microsoft 365 mails when these meetings are changed or deleted in the CRM, by meeting: those whose event
 * has attendees (A8). Without a request to Microsoft. For callers who have found that the actor may see the meetings.
 */
export async function attendeesInMicrosoft(
  context: Pick<Context, 'db' | 'organisationId'>,
  recordIds: readonly string[],
): Promise<Map<string, number>> {
  if (recordIds.length === 0) return new Map()
  const rows = await context.db
    .select({ recordId: link.recordId, count: attendees })
    .from(link)
    .innerJoin(connection, eq(connection.id, link.connectionId))
    .where(
      and(
        eq(connection.organisationId, context.organisationId),
        inArray(link.recordId, [...recordIds]),
        eq(link.state, 'linked'),
        isNotNull(link.base),
        sql`${attendees} > 0`,
      ),
    )
  return new Map(rows.map(({ recordId, count }) => [recordId, count]))
}
