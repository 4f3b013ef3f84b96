import { z } from 'zod'
import { patternedRecurrence } from '../core/recurrence'
import type { Uncertain } from '../core/uncertain'
import {
  type ChecklistWrite,
  type LinkedResourceWrite,
  parseChecklistItem,
  parseLinkedResource,
} from './parse-children'
import { type ExtensionWrite, parseExtension } from './parse-extension'
import { instantSent, midnightSent, utcDaySent } from './task-dates'
import { importances, type TaskText, type TaskWrite, taskStatuses } from './task-values'
import { invalidModel, invalidRequest } from './todo-error'

/** A parsed body: what to write, and the children that a create may bring along. */
export type TaskBody = {
  write: TaskWrite
  linkedResource: LinkedResourceWrite | null
  checklist: ChecklistWrite[]
  extensions: ExtensionWrite[]
}

type Readings = Pick<Uncertain, 'U26' | 'U40'>
type Reader = (value: unknown, name: string) => TaskWrite

const bodyForm = z.strictObject({
  content: z.string().nullish(),
  contentType: z.enum(['text', 'html']).nullish(),
})
const readOnly = [
  'id',
  'createdDateTime',
  'lastModifiedDateTime',
  'bodyLastModifiedDateTime',
  'hasAttachments',
]
const children = ['linkedResources', 'checklistItems', 'extensions']

/** Reads the body of a create or a PATCH of a task: learn.microsoft.com/graph/api/resources/todotask */
export function parseTask(
  sent: Record<string, unknown>,
  operation: 'create' | 'update',
  readings: Readings,
): TaskBody {
  const readers = readersFor(operation, readings)
  const body: TaskBody = { write: {}, linkedResource: null, checklist: [], extensions: [] }
  for (const [name, value] of Object.entries(sent)) {
    if (name.includes('@odata.')) continue
    if (readOnly.includes(name)) throw invalidModel(`The property '${name}' cannot be set.`)
    if (children.includes(name)) {
      if (operation === 'update')
        throw invalidModel(`The property '${name}' cannot be updated with the task.`)
      readChildren(body, name, value)
      continue
    }
    const read = readers[name]
    if (!read)
      throw invalidRequest(
        `The property '${name}' does not exist on type 'microsoft.graph.todoTask'.`,
        'RequestBodyRead',
      )
    Object.assign(body.write, read(value, name))
  }
  if (operation === 'create' && body.write.title === undefined)
    throw invalidModel("The property 'title' is required when creating the task.")
  return body
}

function readersFor(operation: 'create' | 'update', readings: Readings): Readonly<Record<string, Reader>> {
  const nullable = (value: unknown, read: () => string) => (value === null ? null : read())
  return {
    title: (value, name) => ({ title: title(value, name, readings) }),
    body: (value, name) => ({ body: text(value, name, operation, readings) }),
    status: (value, name) => ({ status: oneOf(taskStatuses, value, name) }),
    importance: (value, name) => ({ importance: oneOf(importances, value, name) }),
    categories: (value, name) => ({ categories: parsed(z.array(z.string()), value ?? [], name) }),
    isReminderOn: (value, name) => ({ isReminderOn: parsed(z.boolean(), value, name) }),
    reminderDateTime: (value, name) => ({ reminderAt: nullable(value, () => instantSent(value, name)) }),
    dueDateTime: (value, name) => ({ dueAt: nullable(value, () => midnightSent(value, name)) }),
    startDateTime: (value, name) => ({ startAt: nullable(value, () => midnightSent(value, name)) }),
    completedDateTime: (value, name) => ({ completedAt: nullable(value, () => utcDaySent(value, name)) }),
    recurrence: (value, name) => ({
      recurrence: value === null ? null : parsed(patternedRecurrence, value, name),
    }),
  }
}

function readChildren(body: TaskBody, name: string, value: unknown): void {
  const sent = parsed(z.array(z.record(z.string(), z.unknown())), value, name)
  if (name === 'extensions') body.extensions = sent.map(parseExtension)
  else if (name === 'checklistItems') body.checklist = sent.map((item) => parseChecklistItem(item, 'create'))
  else if (sent.length > 1) throw invalidModel('Only one item in linkedResources is allowed.')
  else body.linkedResource = sent[0] ? parseLinkedResource(sent[0], 'create') : null
}

function title(value: unknown, name: string, { U26 }: Readings): string {
  const sent = parsed(z.string().min(1), value, name)
  if (sent.length > 255 && U26 === '400') throw invalidModel(`The property '${name}' is too long.`)
  return sent
}

/** The page of the update speaks of HTML only; text is taken all the same (U40). */
function text(value: unknown, name: string, operation: 'create' | 'update', { U40 }: Readings): TaskText {
  const sent = parsed(bodyForm, value ?? {}, name)
  const content = sent.content ?? ''
  const contentType = sent.contentType ?? 'text'
  if (operation === 'create' || contentType === 'html' || U40 === 'kept') return { content, contentType }
  return { content: `<html><body>${escaped(content)}</body></html>`, contentType: 'html' }
}

const escaped = (content: string) =>
  content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>')

const oneOf = <const T extends string>(choices: readonly T[], value: unknown, name: string): T =>
  parsed(z.enum(choices), value, name)

function parsed<T extends z.ZodType>(schema: T, value: unknown, name: string): z.output<T> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw invalidModel(`The property '${name}' has an invalid value.`)
}
