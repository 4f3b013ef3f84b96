import { createHash } from 'node:crypto'
import { acceptFieldValue } from '@/lib/crm/records/field'
import { type Task, taskDraftOfSync, taskPatchOfSync, taskTextFields } from '@/lib/crm/tasks/fields'
import {
  createTasks,
  deleteTasks,
  listOwnedTasks,
  restoreTasks,
  tasksByIds,
  updateTasks,
} from '@/lib/crm/tasks/verbs'
import { environment } from '@/lib/env'
import { todoList } from '@/lib/microsoft/containers/container-kind'
import { todoUrl } from '@/lib/microsoft/outlook-links'
import { productName } from '@/lib/product'
import { canonicalDay, canonicalText, fieldOf } from '@/lib/sync/core/canonical'
import type { Canonical, CanonicalFields } from '@/lib/sync/core/types'
import type { CrmRecord, SyncModule } from './module'
import { crmTaskFields, defaultTaskMapping, microsoftTaskFields } from './task-fields'
import {
  GraphTask,
  graphTaskFromFields,
  graphTaskPatch,
  recordOfGraphTask,
  taskFieldsFromGraph,
} from './task-item'
import { defaultTaskValues } from './task-values'

const noTitle = '(no title)'
/** What To Do's own apps allow; Graph's limit is not documented. */

export const tasksModule: SyncModule = {
  name: 'tasks',
  recordModule: 'task',
  // T1.
  permissions: ['sync.tasks', 'tasks.view', 'tasks.create', 'tasks.edit', 'tasks.delete'],
  deletePermission: 'tasks.delete',
  container: todoList,
  deletesRecords: 'always',
  pull: { deltaQueries: () => [''] },
  crmFields: crmTaskFields,
  microsoftFields: microsoftTaskFields,
  defaultMapping: defaultTaskMapping,
  mappable: true,
  defaultValueMaps: defaultTaskValues,
  webLink: (upn) => todoUrl(environment(), upn),
  nameField: 'subject',
  excludes: ({ recurrence }) => (recurrence == null ? null : 'recurring'),
  limits: {
    accept: acceptTaskValue,
    placeholder: (crmField) => (crmField === 'subject' ? noTitle : null),
    longest: { title: 255 },
  },
  item: {
    // To Do refuses `$select` (measured, ms-todo protocol S3).
    readQuery: '',
    read(json, _, owner) {
      const task = GraphTask.parse(json)
      const fields = taskFieldsFromGraph(task, owner.timeZone)
      return {
        id: task.id,
        etag: task['@odata.etag'] ?? null,
        modifiedAt: task.lastModifiedDateTime ? Date.parse(task.lastModifiedDateTime) : 0,
        containerId: null,
        webLink: null,
        fields,
        excluded: fields.series === true ? 'recurring' : null,
      }
    },
    // DELETE ignores `If-Match`, an empty PATCH honours it (measured, ms-todo protocol S6).
    guardDelete: true,
    // Completing a recurring task leaves a completed one of the same name behind (measured, ms-todo protocol S12).
    seriesKey: (fields) => (fields.series === true ? keyOf(fields) : null),
    copyOf: (fields) => (fields.status === 'completed' ? keyOf(fields) : null),
    // Observed; the documentation names no required property (learn.microsoft.com/graph/api/todotasklist-post-tasks).
    required: ['title'],
    createBody: (fields, { recordId }, { timeZone }) => ({
      ...graphTaskFromFields(fields, timeZone),
      linkedResources: [linkTo(recordId)],
    }),
    patchBody: (_, changes, { timeZone }) => graphTaskPatch(changes, timeZone),
    marks: {
      find: {
        writtenSince: (since) =>
          `$top=200&$filter=${encodeURIComponent(`lastModifiedDateTime ge ${since.toISOString()}`)}`,
      },
      finds: (json, recordId) => markOf(json) === recordId,
      // Linked resources come along without being asked for.
      expand: '',
      of: markOf,
    },
    matchKeys: () => [],
  },
  crmFieldsOf: (item) =>
    Object.fromEntries(defaultTaskMapping.map((row) => [row.crm, crmValueOf(row.crm, item, row.microsoft)])),
  crm: {
    async read(context, ids, options) {
      const tasks = await tasksByIds(context, ids, options)
      return new Map([...tasks].map(([id, task]) => [id, recordOf(task)]))
    },
    async create(context, inputs) {
      const drafts = inputs.map((input) => taskDraftOfSync.parse(withClosing(input)))
      return (await createTasks(context, drafts)).map(({ id }) => id)
    },
    async update(context, updates) {
      await updateTasks(
        context,
        updates.map(({ id, patch }) => ({ id, patch: taskPatchOfSync.parse(withClosing(patch)) })),
      )
    },
    async remove(context, ids) {
      await deleteTasks(context, ids)
    },
    async restore(context, ids) {
      await restoreTasks(context, ids)
    },
    async listOwned(context, page) {
      return (await listOwnedTasks(context, page)).map(({ id }) => id)
    },
    findByKeys: async () => [],
    label: (fields) => String(fields.subject ?? noTitle),
  },
}

/** The one linked resource that a task may have: our mark, and the way back into the CRM that people see in To Do. */
const linkTo = (recordId: string) => ({
  webUrl: `${environment().APP_URL}/tasks/${recordId}`,
  applicationName: productName,
  displayName: `Open in ${productName}`,
  externalId: recordId,
})

function markOf(json: unknown): string | null {
  const task = GraphTask.safeParse(json)
  return task.success ? recordOfGraphTask(task.data) : null
}

function recordOf(task: Task): CrmRecord {
  const { subject, dueDate, priority, status, description, closedAt } = task
  return {
    id: task.id,
    ownerId: task.ownerId,
    fields: {
      subject: canonicalText(subject),
      dueDate: canonicalDay(dueDate),
      priority,
      status,
      description: canonicalText(description),
      closedAt: canonicalDay(closedAt),
    },
    updatedAt: task.updatedAt,
    deletedAt: task.deletedAt,
    excluded: task.recurrence === null ? null : 'recurring',
  }
}

/**
 * To Do knows the day on which a task was completed, the CRM the moment: the day is taken over with the completion itself,
 * as its noon, which is the same day nearly everywhere; a moment that the CRM has already is the better one.
 */
function withClosing({ closedAt, ...patch }: CanonicalFields): CanonicalFields {
  if (patch.status !== 'completed' || typeof closedAt !== 'string') return patch
  return { ...patch, closedAt: `${closedAt}T12:00:00.000Z` }
}

/** Titles are personal data and may be long: their hash is enough. */
const keyOf = ({ title }: CanonicalFields): string =>
  createHash('sha256')
    .update(String(title ?? ''))
    .digest('base64url')

function acceptTaskValue(crmField: string, value: Canonical): Canonical | undefined {
  const field = taskTextFields.find(({ name }) => name === crmField)
  if (!field) return value
  if (value !== null && typeof value !== 'string') return undefined
  const verdict = acceptFieldValue(field, value)
  return verdict.ok ? verdict.value : undefined
}

function crmValueOf(crmField: string, item: CanonicalFields, microsoftField: string): Canonical {
  const value = fieldOf(item, microsoftField)
  const values = defaultTaskValues[crmField]
  return values && typeof value === 'string' ? (values.toCrm[value] ?? null) : value
}
