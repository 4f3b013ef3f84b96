import { z } from 'zod'
import type { taskPriority, taskStatus } from '@/db/schema/crm'
import { type Field, fieldSchemas, requiredText } from '../records/field'
import { optionalInstant } from '../records/moment'
import type { CrmRecord } from '../records/record-module'
import { recurrenceRule } from '../recurrence/recurrence-rule'
import { type RelatedTo, relatedTo } from '../references/reference'

/** The highest first. */
export const taskPriorities = [
  'highest',
  'high',
  'normal',
  'low',
  'lowest',
] as const satisfies typeof taskPriority.enumValues
export const taskStatuses = [
  'notStarted',
  'inProgress',
  'waitingForInput',
  'deferred',
  'completed',
] as const satisfies typeof taskStatus.enumValues

export type TaskPriority = (typeof taskPriorities)[number]
export type TaskStatus = (typeof taskStatuses)[number]

/** The fields of a task that are plain text, for whoever takes text over field by field. */
export const taskTextFields = [
  { name: 'subject', type: 'text', required: true },
  { name: 'description', type: 'longText', required: false },
] as const satisfies readonly Field[]

/** Every field of a task, in the order of forms. */
export type TaskValues = {
  subject: string
  /** A day, YYYY-MM-DD; never an instant. */
  dueDate: string | null
  priority: TaskPriority
  status: TaskStatus
  description: string | null
  relatedTo: RelatedTo | null
  /** An RRULE of RFC 5545 without the prefix. */
  recurrence: string | null
  /** An instant in UTC with milliseconds. */
  reminderAt: string | null
  /** An instant: set when the task is completed, cleared when it is opened again. */
  closedAt: string | null
}

/** Their names, in the order of forms. */
export const taskFields = [
  'subject',
  'dueDate',
  'priority',
  'status',
  'description',
  'relatedTo',
  'recurrence',
  'reminderAt',
  'closedAt',
] as const satisfies readonly (keyof TaskValues)[]

export type Task = CrmRecord<TaskValues>

const optional = {
  dueDate: fieldSchemas.day.optional(),
  priority: z.enum(taskPriorities).optional(),
  status: z.enum(taskStatuses).optional(),
  description: fieldSchemas.longText.optional(),
  relatedTo: relatedTo.optional(),
  recurrence: recurrenceRule.optional(),
  reminderAt: optionalInstant.optional(),
  ownerId: z.guid().optional(),
}

/** What a person, or a script, may say about a new task. */
export const taskDraft = z.strictObject({ subject: requiredText, ...optional })

/** What a person, or a script, may change. */
export const taskPatch = z.strictObject({ subject: requiredText.optional(), ...optional })

/** What only the sync and jobs of ours may say besides: when a task was completed somewhere else. */
const ofTheSync = { closedAt: optionalInstant.optional() }

export const taskDraftOfSync = taskDraft.extend(ofTheSync)
export const taskPatchOfSync = taskPatch.extend(ofTheSync)

export type TaskDraft = z.output<typeof taskDraftOfSync>
export type TaskPatch = z.output<typeof taskPatchOfSync>
