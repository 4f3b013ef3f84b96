import type { MappingRow } from '@/lib/sync/core/types'
import type { MappableField } from './mappable-field'

/** The fields of a task in the CRM that may be mapped. */
export const crmTaskFields: readonly MappableField[] = [
  { name: 'subject', type: 'text', required: true },
  { name: 'dueDate', type: 'day' },
  { name: 'priority', type: 'choice' },
  { name: 'status', type: 'choice' },
  { name: 'description', type: 'longText' },
  { name: 'closedAt', type: 'day' },
]

/**
 * The fields of a To Do task that may be mapped (learn.microsoft.com/graph/api/resources/todotask). Checklist, reminder,
 * categories, start date and attachments are never touched (T6). To Do itself says when a task was completed.
 */
export const microsoftTaskFields: readonly MappableField[] = [
  { name: 'title', type: 'text' },
  { name: 'dueDateTime', type: 'day' },
  { name: 'importance', type: 'choice' },
  { name: 'status', type: 'choice' },
  { name: 'body', type: 'longText' },
  { name: 'completedDateTime', type: 'day', readOnly: true },
]

const both = (crm: string, microsoft: string): MappingRow => ({ crm, microsoft, direction: 'both' })

/** The mapping everybody starts from. */
export const defaultTaskMapping: readonly MappingRow[] = [
  both('subject', 'title'),
  both('dueDate', 'dueDateTime'),
  both('priority', 'importance'),
  both('status', 'status'),
  both('description', 'body'),
  { crm: 'closedAt', microsoft: 'completedDateTime', direction: 'toCrm' },
]
