import { z } from 'zod'
import { canonicalDay, canonicalText, fieldOf, filledFields } from '@/lib/sync/core/canonical'
import type { Canonical, CanonicalFields } from '@/lib/sync/core/types'
import { textFromHtml } from './html-text'
import { dayOfGraphTime, graphTimeOfDay } from './task-day'

const optionalText = z.string().nullish()
const Time = z.object({ dateTime: z.string(), timeZone: optionalText })

/**
 * A task as Graph sends it, as far as we look (learn.microsoft.com/graph/api/resources/todotask). What is empty is left
 * out of the JSON; linked resources come along without being asked for (measured, ms-todo protocol S1).
 */
export const GraphTask = z.object({
  id: z.string().min(1),
  '@odata.etag': optionalText,
  lastModifiedDateTime: optionalText,
  title: optionalText,
  body: z.object({ contentType: optionalText, content: optionalText }).nullish(),
  importance: optionalText,
  status: optionalText,
  dueDateTime: Time.nullish(),
  completedDateTime: Time.nullish(),
  recurrence: z.unknown().optional(),
  linkedResources: z.array(z.object({ externalId: optionalText })).nullish(),
})
export type GraphTask = z.infer<typeof GraphTask>

/** Flattens a task into canonical fields. `series`: it repeats, and is not synced (T6). */
export function taskFieldsFromGraph(task: GraphTask, userZone: string): CanonicalFields {
  return filledFields({
    title: canonicalText(task.title),
    body: bodyText(task.body),
    importance: task.importance ?? 'normal',
    status: task.status ?? 'notStarted',
    dueDateTime: task.dueDateTime ? dayOfGraphTime(task.dueDateTime, userZone) : null,
    // A date at 00:00 UTC, never a time of the day (measured, ms-todo protocol S12).
    completedDateTime: canonicalDay(task.completedDateTime?.dateTime),
    series: task.recurrence == null ? null : true,
  })
}

function bodyText(body: GraphTask['body']): string | null {
  const content = body?.content ?? ''
  return body?.contentType?.toLowerCase() === 'html' ? textFromHtml(content) : canonicalText(content)
}

/** The record that a task was once made from, by its linked resource. */
export function recordOfGraphTask({ linkedResources }: GraphTask): string | null {
  return linkedResources?.find(({ externalId }) => externalId)?.externalId ?? null
}

/** The body of a create. Reminders, categories and the checklist are not ours (T6). */
export function graphTaskFromFields(fields: CanonicalFields, userZone: string): Record<string, unknown> {
  return graphTaskPatch(filledFields(fields), userZone)
}

/** The body of a PATCH: what `changes` names, nothing else. A body whose text did not change keeps its formatting. */
export function graphTaskPatch(changes: CanonicalFields, userZone: string): Record<string, unknown> {
  const patch: Record<string, unknown> = {}
  if ('title' in changes) patch.title = textOf(fieldOf(changes, 'title'))
  if ('body' in changes) patch.body = { contentType: 'text', content: textOf(fieldOf(changes, 'body')) }
  if ('importance' in changes) patch.importance = fieldOf(changes, 'importance') ?? 'normal'
  if ('status' in changes) patch.status = fieldOf(changes, 'status') ?? 'notStarted'
  if ('dueDateTime' in changes) patch.dueDateTime = graphTimeOfDay(changes.dueDateTime, userZone)
  return patch
}

const textOf = (value: Canonical): string => (typeof value === 'string' ? value : '')
