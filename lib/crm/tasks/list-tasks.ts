import { and, eq, inArray, ne, type SQL, sql } from 'drizzle-orm'
import { dueOrder, task } from '@/db/schema/crm'
import type { Context } from '@/lib/access/context'
import { type ListQuery, listRecords, type RecordPage } from '../records/list-records'
import type { RelatedTo } from '../references/reference'
import type { TaskPriority, TaskStatus, TaskValues } from './fields'
import { taskModule } from './module'

export type TaskFilter = {
  /** True: not completed; false: completed. */
  open?: boolean | undefined
  statuses?: readonly TaskStatus[] | undefined
  priorities?: readonly TaskPriority[] | undefined
  /** By the day that it is for the user: due on it, due before it and still open, or without a day. */
  due?: { is: 'today' | 'overdue'; today: string } | { is: 'never' } | undefined
  /** Tasks that are related to a contact or lead. */
  about?: RelatedTo | undefined
}

/**
 * A page of the tasks that the actor may see. Besides the orders of every list there are `dueDate` (those without one
 * last) and `priority` (the highest first, the earliest due first within one). @throws DomainError `permission-required`.
 */
export const listTasks = (
  context: Context,
  { open, statuses, priorities, due, about, ...query }: ListQuery & TaskFilter,
): Promise<RecordPage<TaskValues>> =>
  listRecords(
    context,
    taskModule,
    query,
    and(
      open === undefined ? undefined : isOpen(open),
      statuses && inArray(task.status, [...statuses]),
      priorities && inArray(task.priority, [...priorities]),
      due && isDue(due),
      about && and(eq(task.relatedToId, about.id), eq(task.relatedToType, about.type)),
    ),
  )

const isOpen = (open: boolean): SQL => (open ? ne(task.status, 'completed') : eq(task.status, 'completed'))

/** In terms of the order by due date, so that an index of it serves both. */
function isDue(due: NonNullable<TaskFilter['due']>): SQL | undefined {
  const day = dueOrder(task.dueDate)
  switch (due.is) {
    case 'today':
      return sql`${day} = ${due.today}::date`
    case 'overdue':
      return and(sql`${day} < ${due.today}::date`, isOpen(true))
    case 'never':
      return sql`${day} = 'infinity'::date`
    default:
      return due satisfies never
  }
}
