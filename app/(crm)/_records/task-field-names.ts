import type { TaskValues } from '@/lib/crm/tasks/fields'

const labelled = [
  'subject',
  'dueDate',
  'priority',
  'status',
  'description',
  'relatedTo',
  'recurrence',
  'reminderAt',
  'closedAt',
  'ownerId',
] as const satisfies readonly (keyof TaskValues | 'ownerId')[]

/** Whether a name, such as one in the change feed, is one that screens have a label for. */
export const isTaskField = (name: string): name is (typeof labelled)[number] =>
  labelled.some((known) => known === name)
