import { z } from 'zod'
import { UpstreamError } from '@/lib/errors'
import { backOffMs, type Graph, type Method } from './graph'
import { graphError, retryAfterMs } from './graph-error'
import type { MailboxGate, Timing } from './mailbox-gate'

export type BatchPart = {
  method: Method
  path: string
  headers?: Record<string, string>
  body?: unknown
  /** Sent only right after the part before it was done; if that fails, its failure is the answer to this one too. */
  bound?: true
}

/**
 * What became of a part; `doubtful` in the error when no answer arrived, so that a write may have happened. `whole`: the
 * batch was refused or lost as one, which says nothing about the part.
 */
export type BatchAnswer = { body: unknown } | { error: UpstreamError; whole?: true }

const Answers = z.object({
  responses: z.array(
    z.object({
      id: z.string(),
      status: z.number(),
      headers: z.record(z.string(), z.string()).nullish(),
      body: z.unknown().optional(),
    }),
  ),
})

/** Microsoft's limit (learn.microsoft.com/graph/json-batching). */
export const mostParts = 20
const mostRounds = 60

/**
 * Sends up to 20 parts as one serial chain: the one shape that Outlook was never seen to throttle on one mailbox.
 * A failed part makes Graph answer 424 to all that follow; those were not done and are sent again, without it, as are
 * parts refused with 429 (after their `Retry-After`). Each part's own failure is its answer; nothing is thrown but
 * what concerns the whole batch and happened before anything was sent.
 * @param leaving told of the parts that are about to leave, each time some are; what it throws is thrown, and those stay
 * @returns the answers in the order of the parts
 */
export async function sendChain(
  graph: Graph,
  gate: MailboxGate,
  timing: Timing,
  parts: readonly BatchPart[],
  leaving?: (parts: readonly BatchPart[]) => Promise<Date>,
): Promise<BatchAnswer[]> {
  const answers = new Map<number, BatchAnswer>()
  let open = parts.map((part, index) => ({ part, index }))
  let fresh = false
  let renewed = false
  for (let round = 1; open.length > 0; round += 1) {
    const outcome = await sendOnce(graph, open, fresh, leaving)
    // A part of a batch can be refused for a token that has just run out, as no single request can: once, a new one.
    const refused = [...outcome.answers].filter(([, answer]) => isUnauthorised(answer))
    fresh = refused.length > 0 && !renewed
    if (fresh) for (const [index] of refused) outcome.answers.delete(index)
    renewed ||= fresh
    for (const [index, answer] of outcome.answers) answers.set(index, answer)
    answerBound(parts, answers)
    if (round >= mostRounds) break
    if (outcome.pauseMs !== null)
      await gate.pause(outcome.pauseMs ?? backOffMs(Math.min(round, 5), timing.random()))
    open = open.filter(({ index }) => !answers.has(index))
  }
  return parts.map((_, index) => answers.get(index) ?? { error: new UpstreamError('wait', { status: 429 }) })
}

/** What the part before found may be true no longer once it is not followed at once: such a part is to be thought over. */
function answerBound(parts: readonly BatchPart[], answers: Map<number, BatchAnswer>): void {
  parts.forEach(({ bound }, index) => {
    const before = answers.get(index - 1)
    if (!bound || !before || answers.has(index)) return
    answers.set(index, 'error' in before ? before : { error: new UpstreamError('re-plan') })
  })
}

const isUnauthorised = (answer: BatchAnswer) => 'error' in answer && answer.error.details.status === 401

type Open = { part: BatchPart; index: number }

async function sendOnce(
  graph: Graph,
  open: Open[],
  freshToken: boolean,
  leaving: ((parts: readonly BatchPart[]) => Promise<Date>) | undefined,
) {
  const answers = new Map<number, BatchAnswer>()
  let responses: z.infer<typeof Answers>['responses']
  try {
    const body = await graph.send({
      method: 'POST',
      path: '/$batch',
      body: { requests: open.map(chained) },
      requests: open.length,
      freshToken,
      ...(leaving ? { leaving: () => leaving(open.map(({ part }) => part)) } : {}),
    })
    const read = Answers.safeParse(body)
    // The batch went out and its answer cannot be read: every write in it is in doubt.
    if (!read.success) throw new UpstreamError('wait', { doubtful: true, cause: read.error })
    responses = read.data.responses
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    for (const { index } of open) answers.set(index, { error, whole: true })
    return { answers, pauseMs: null }
  }
  let pauseMs: number | null | undefined = null
  for (const { part, index } of open) {
    const response = responses.find(({ id }) => id === String(index))
    if (!response) {
      answers.set(index, {
        error: new UpstreamError('wait', { code: 'no-answer', doubtful: part.method !== 'GET' }),
      })
    } else if (response.status === 429) {
      pauseMs = retryAfterMs(headerOf(response.headers, 'retry-after'))
    } else if (response.status !== 424) {
      answers.set(index, answerOf(part, response))
    }
  }
  return { answers, pauseMs }
}

function chained({ part, index }: Open, position: number, all: Open[]) {
  const before = all[position - 1]
  return {
    id: String(index),
    method: part.method,
    url: part.path,
    headers: {
      Prefer: 'IdType="ImmutableId"',
      ...(part.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...part.headers,
    },
    ...(part.body === undefined ? {} : { body: part.body }),
    ...(before ? { dependsOn: [String(before.index)] } : {}),
  }
}

function answerOf(part: BatchPart, response: z.infer<typeof Answers>['responses'][number]): BatchAnswer {
  if (response.status < 300) return { body: response.body }
  return {
    error: graphError({
      status: response.status,
      body: response.body,
      retryAfter: headerOf(response.headers, 'retry-after'),
      write: part.method !== 'GET',
    }),
  }
}

const headerOf = (headers: Record<string, string> | null | undefined, name: string) =>
  Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1]
