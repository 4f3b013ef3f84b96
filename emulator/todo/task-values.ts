import type { Recurrence } from '../core/recurrence'

export const taskStatuses = ['notStarted', 'inProgress', 'completed', 'waitingOnOthers', 'deferred'] as const
export const importances = ['low', 'normal', 'high'] as const

export type TaskStatus = (typeof taskStatuses)[number]
export type Importance = (typeof importances)[number]
export type TaskText = { content: string; contentType: 'text' | 'html' }

/**
 * What is writable of a task: learn.microsoft.com/graph/api/resources/todotask
 *
 * Moments are UTC instants. Due and start date are kept as the midnight, in the zone that was sent, of the day that
 * was sent; the completion date as midnight UTC.
 */
export type TaskValues = {
  title: string
  body: TaskText
  status: TaskStatus
  importance: Importance
  categories: string[]
  isReminderOn: boolean
  reminderAt: string | null
  dueAt: string | null
  startAt: string | null
  completedAt: string | null
  recurrence: Recurrence | null
}

/** What a request asks to write: absent stays, `null` clears. */
export type TaskWrite = Partial<TaskValues>

export const emptyTask = (): TaskValues => ({
  title: '',
  body: { content: '', contentType: 'text' },
  status: 'notStarted',
  importance: 'normal',
  categories: [],
  isReminderOn: false,
  reminderAt: null,
  dueAt: null,
  startAt: null,
  completedAt: null,
  recurrence: null,
})

export type LinkedResource = {
  id: string
  applicationName: string
  webUrl?: string
  displayName?: string
  externalId?: string
}

export type ChecklistItem = {
  id: string
  displayName: string
  isChecked: boolean
  createdDateTime: string
  checkedDateTime: string | null
}
