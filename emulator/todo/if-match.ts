import type { GraphCall } from '../graph/call'
import { etagOf } from '../outlook/item-id'
import type { TaskRow } from './todo'
import { serverFailed, staleEtag } from './todo-error'

const etagForm = /^(?:W\/)?"([A-Za-z0-9+/]{40})"$/

/**
 * Holds a write against the task's etag; a child is written under the etag of its task. A header that is no etag, `*`
 * included, makes the service fail. Seen on the service in 2026; the form without `W/` is taken.
 * @throws GraphError 412 for a stale etag, 500 for a malformed one
 */
export function honourIfMatch({ headers }: GraphCall, task: TaskRow): void {
  const expected = headers.get('if-match')
  if (expected === null) return
  if (!etagForm.test(expected)) throw serverFailed()
  const current = etagOf(task.userId, task.version)
  if (expected !== current && `W/${expected}` !== current) throw staleEtag()
}
