import { and, asc, eq, gt, isNull, lte, ne } from 'drizzle-orm'
import { task } from '@/db/schema/crm'
import { type Context, requirePermission } from '@/lib/access/context'
import { asRecords, recordColumns } from '../records/record-rows'
import type { Task } from './fields'
import { taskModule } from './module'

const mostReminders = 50

/**
 * The actor's own open tasks whose reminder has come due after `since` and up to `until`, the earliest first: what a page
 * asks for that knows when it last asked. @throws DomainError `permission-required`.
 */
export async function dueTaskReminders(
  context: Context,
  { since, until }: { since: Date; until: Date },
): Promise<Task[]> {
  requirePermission(context, 'tasks.view')
  if (context.actor.type !== 'user') return []
  const rows = await context.db
    .select(recordColumns(taskModule))
    .from(task)
    .where(
      and(
        eq(task.organisationId, context.organisationId),
        eq(task.ownerId, context.actor.memberId),
        isNull(task.deletedAt),
        ne(task.status, 'completed'),
        gt(task.reminderAt, since),
        lte(task.reminderAt, until),
      ),
    )
    .orderBy(asc(task.reminderAt), asc(task.id))
    .limit(mostReminders)
  return asRecords(taskModule, rows)
}
