import { z } from 'zod'
import { UpstreamError } from '@/lib/errors'
import type { BatchAnswer } from '@/lib/microsoft/graph/batch'
import { madeBefore } from '@/lib/microsoft/graph/graph-error'
import { inContainer } from './confirm-removals'
import type { Intent, Sendable } from './intent'
import type { Session } from './session'

const Made = z.object({ id: z.string().min(1) }).loose()

/** Creates that have been sent before; asked before the next try is noted. */
export const triedBefore = (intents: readonly Intent[]): ReadonlySet<string> =>
  new Set(intents.flatMap(({ kind, row }) => (kind === 'create' && row.createId !== null ? [row.id] : [])))

/**
 * A create that is sent again is answered with what the first try made (`transactionId`, learn.microsoft.com/graph/api/
 * resources/event), wherever that is by now. What its user has moved out of the container meanwhile is hers: it counts as
 * made before and gone.
 */
export async function whereMade(
  session: Session,
  sendable: readonly Sendable[],
  answers: readonly BatchAnswer[],
  tried: ReadonlySet<string>,
): Promise<BatchAnswer[]> {
  const made = sendable.flatMap(({ row }, at) => {
    const answer = answers[at]
    if (!tried.has(row.id) || !answer || 'error' in answer) return []
    const json = Made.parse(answer.body)
    return [{ row: { ...row, itemId: json.id }, json }]
  })
  if (made.length === 0) return [...answers]
  const there = await inContainer(session, made)
  const elsewhere = new Set(made.map(({ row }) => row.id).filter((id) => !there.has(id)))
  const gone = { error: new UpstreamError('wait', { code: madeBefore, doubtful: true }) }
  return answers.map((answer, at) => (elsewhere.has(sendable[at]?.row.id ?? '') ? gone : answer))
}
