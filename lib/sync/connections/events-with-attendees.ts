import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { link } from '@/db/schema/sync'
import type { Context } from '@/lib/access/context'
import { ownConnection } from './own-connection'

/**
 * How many events of the acting member's calendar have attendees, and how many those are: what the calendar's end would
 * leave them with. Removing a calendar mails nobody, but the meetings vanish from it and stay with the others (A8), so
 * it is better kept as an ordinary one.
 */
export async function eventsWithAttendees(context: Context): Promise<{ events: number; attendees: number }> {
  const own = await ownConnection(context, 'meetings')
  if (!own) return { events: 0, attendees: 0 }
  const invited = sql`(${link.base} -> 'microsoft' ->> 'attendees')::int`
  const [row] = await context.db
    .select({
      events: sql<string>`count(*) filter (where ${invited} > 0)`,
      attendees: sql<string>`coalesce(sum(${invited}), 0)`,
    })
    .from(link)
    .where(and(eq(link.connectionId, own.id), isNotNull(link.itemId)))
  return { events: Number(row?.events ?? 0), attendees: Number(row?.attendees ?? 0) }
}
