import type { Person } from '@/app/(crm)/_people/person'
import type { TaskPriority, TaskStatus } from '@/lib/crm/tasks/fields'

/** What the form of a task holds, each part as its fields show it. */
export type TaskFormValues = {
  subject: string
  /** YYYY-MM-DD, or empty. */
  dueDate: string
  priority: TaskPriority
  status: TaskStatus
  description: string
  relatedTo: Person | null
  /** RRULE without the prefix; null for a task that does not come again. */
  recurrence: string | null
  /** An instant. */
  reminderAt: string | null
  ownerId: string
}

/** The whole of a task, as a POST says it. */
export const writtenTask = ({
  dueDate,
  description,
  relatedTo,
  ...rest
}: TaskFormValues): Record<string, unknown> => ({
  ...rest,
  dueDate: dueDate === '' ? null : dueDate,
  description: description === '' ? null : description,
  relatedTo: relatedTo && { type: relatedTo.type, id: relatedTo.id },
})

/** Only what was changed, so that an edit of one thing never writes over somebody else's edit of another. */
export function changedTask(before: TaskFormValues, after: TaskFormValues): Record<string, unknown> {
  const [old, now] = [writtenTask(before), writtenTask(after)]
  return Object.fromEntries(
    Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(old[name])),
  )
}
