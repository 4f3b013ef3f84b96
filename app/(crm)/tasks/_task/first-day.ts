import type { Task } from '@/lib/crm/tasks/fields'

/** The day from which a task repeats: the one it is due on, else the one on which it was made (both in UTC). */
export const firstDayOf = ({ dueDate, createdAt }: Pick<Task, 'dueDate' | 'createdAt'>): string =>
  dueDate ?? createdAt.toISOString().slice(0, 10)
