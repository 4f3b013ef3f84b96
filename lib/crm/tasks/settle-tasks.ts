import { isDeepStrictEqual } from 'node:util'
import type { Context } from '@/lib/access/context'
import { DomainError } from '@/lib/errors'
import type { PendingWrite } from '../records/record-module'
import { recurs } from '../recurrence/occurrences'
import { checkReferences, type NewReference } from '../references/check-references'
import type { Task, TaskValues } from './fields'

type TaskWrite = PendingWrite<TaskValues>

/**
 * The rules between the members of tasks: what a new one starts with, when it was closed, and that what it is related to
 * exists.
 * @throws DomainError `validation`.
 */
export async function settleTasks(context: Context, writes: readonly TaskWrite[]): Promise<Task[]> {
  if (context.actor.type === 'user') refuseClosing(writes)
  refuseEmptyRules(writes)
  await checkReferences(context, writes.flatMap(newReference))
  return writes.map((write) => {
    const { before, given, after } = write
    const status = after.status ?? 'notStarted'
    const priority = after.priority ?? 'normal'
    const closedAt = status === 'completed' ? closingTime(context, { before, given }) : null
    return { ...after, status, priority, closedAt }
  })
}

function refuseClosing(writes: readonly TaskWrite[]): void {
  const errors = writes.flatMap(({ given }, position) =>
    given.closedAt === undefined
      ? []
      : [{ pointer: `/${position}/closedAt`, code: 'read-only', message: 'Cannot be written.' }],
  )
  if (errors.length > 0) throw new DomainError('validation', { errors })
}

function refuseEmptyRules(writes: readonly TaskWrite[]): void {
  const errors = writes.flatMap(({ before, after: { recurrence: rule, dueDate, createdAt } }, position) => {
    if (rule === null || rule === before?.recurrence) return []
    const startsAt = dueDate === null ? createdAt : new Date(`${dueDate}T00:00:00.000Z`)
    if (recurs({ rule, startsAt, timeZone: 'UTC' })) return []
    return [{ pointer: `/${position}/recurrence`, code: 'invalid', message: 'This never happens again.' }]
  })
  if (errors.length > 0) throw new DomainError('validation', { errors })
}

/** What the sync knows, else when it was completed first, else now. */
function closingTime(context: Context, { before, given }: Pick<TaskWrite, 'before' | 'given'>): string {
  if (typeof given.closedAt === 'string') return given.closedAt
  return before?.closedAt ?? context.now().toISOString()
}

/** A relation that was there already may have gone out of sight meanwhile. */
function newReference({ before, after }: TaskWrite, position: number): NewReference[] {
  const { relatedTo } = after
  if (relatedTo === null || isDeepStrictEqual(relatedTo, before?.relatedTo)) return []
  return [{ to: relatedTo, pointer: `/${position}/relatedTo/id` }]
}
