import type { task } from '@/db/schema/crm'
import { relatedFromRow, relatedToRow } from '../references/reference'
import type { TaskValues } from './fields'

type Row = typeof task.$inferSelect

/** The columns of `task` that hold its fields. */
export const taskColumns = [
  'subject',
  'dueDate',
  'priority',
  'status',
  'description',
  'relatedToType',
  'relatedToId',
  'recurrence',
  'reminderAt',
  'closedAt',
] as const satisfies readonly (keyof Row)[]

type TaskRow = Pick<Row, (typeof taskColumns)[number]>

export function taskFromRow(row: Record<string, unknown>): TaskValues {
  // Safe: exactly these columns were selected.
  const stored = row as TaskRow
  return {
    subject: stored.subject,
    dueDate: stored.dueDate,
    priority: stored.priority,
    status: stored.status,
    description: stored.description,
    relatedTo: relatedFromRow(stored),
    recurrence: stored.recurrence,
    reminderAt: stored.reminderAt?.toISOString() ?? null,
    closedAt: stored.closedAt?.toISOString() ?? null,
  }
}

export const taskToRow = ({ relatedTo }: TaskValues): Record<string, unknown> => relatedToRow(relatedTo)
