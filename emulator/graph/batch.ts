import type { World } from '../world'
import { type Answer, answerReply, type RequestIds, requestIds } from './answer'
import { type BatchPart, readBatch } from './batch-request'
import { type Operation, parseBody } from './operation'
import { performOperation } from './perform-operation'
import type { RouteTable } from './route-table'

type PartAnswer = { id: string; status: number; headers: Record<string, string>; body?: unknown }

/**
 * `POST /$batch`: parts are routed, permitted, throttled and logged one by one; the outer answer is 200 whatever became
 * of them, in any order. Source: learn.microsoft.com/graph/json-batching
 * @throws GraphError 400 for a malformed batch, ConnectionDropped if a fault struck a part that way
 */
export async function answerBatch(
  world: World,
  table: RouteTable,
  outer: Operation,
  ids: RequestIds,
): Promise<Answer> {
  const shape = readBatch(parseBody(outer, await outer.readBody()))
  const run = (part: BatchPart) => runPart(world, table, outer, part, ids)
  const answers = new Map<string, PartAnswer>()
  const keep = (answer: PartAnswer) => {
    answers.set(answer.id, answer)
    return answer.status < 400
  }

  if (shape.kind === 'serial') {
    let going = true
    for (const part of shape.parts) going = keep(going ? await run(part) : failedDependency(part))
  } else if (shape.kind === 'after-one') {
    const going = keep(await run(shape.first))
    const rest = going ? await runTogether(world, shape.parts, run) : shape.parts.map(failedDependency)
    rest.forEach(keep)
  } else {
    ;(await runTogether(world, shape.parts, run)).forEach(keep)
  }
  return answerReply(world, { status: 200, body: { responses: shuffled(world, [...answers.values()]) } }, ids)
}

/** All at once, so that parts beyond the mailbox's limit are refused, or four at a time: U33 decides. */
async function runTogether(
  world: World,
  parts: readonly BatchPart[],
  run: (part: BatchPart) => Promise<PartAnswer>,
): Promise<PartAnswer[]> {
  const width = world.settings.uncertain.U33 === 'four-at-a-time' ? 4 : parts.length
  const waiting = [...parts]
  const answers: PartAnswer[] = []
  let dropped: unknown = null
  const worker = async () => {
    for (let part = waiting.shift(); part; part = waiting.shift()) {
      try {
        answers.push(await run(part))
      } catch (failure) {
        dropped = failure
      }
    }
  }
  await Promise.all(Array.from({ length: width }, worker))
  if (dropped !== null) throw dropped
  return answers
}

async function runPart(
  world: World,
  table: RouteTable,
  outer: Operation,
  part: BatchPart,
  outerIds: RequestIds,
): Promise<PartAnswer> {
  const headers = new Headers(part.headers)
  headers.set('authorization', outer.headers.get('authorization') ?? '')
  const url = new URL(`https://part.invalid/v1.0/${part.url.replace(/^\/+/, '')}`)
  const operation: Operation = {
    method: part.method,
    path: url.pathname,
    search: url.searchParams,
    headers,
    readBody: async () => (part.body === undefined || part.body === null ? '' : textOf(part.body)),
  }
  const answer = await performOperation(
    world,
    table,
    operation,
    outerIds.requestId,
    requestIds(world, headers),
  )
  return { id: part.id, status: answer.status, headers: partHeaders(answer), ...partBody(answer) }
}

/** A body that is not JSON comes as a base64 string. */
function textOf(body: unknown): string {
  return typeof body === 'string' ? Buffer.from(body, 'base64').toString('utf8') : JSON.stringify(body)
}

function partHeaders({ headers, body }: Answer): Record<string, string> {
  const kept = ['etag', 'location', 'retry-after', 'cache-control']
  const shown = Object.entries(headers).filter(([name]) => kept.includes(name.toLowerCase()))
  const json = body === undefined || body instanceof Uint8Array ? {} : { 'Content-Type': 'application/json' }
  return { ...Object.fromEntries(shown), ...json }
}

function partBody({ body }: Answer): { body?: unknown } {
  if (body === undefined) return {}
  return { body: body instanceof Uint8Array ? Buffer.from(body).toString('base64') : body }
}

function failedDependency({ id }: BatchPart): PartAnswer {
  return {
    id,
    status: 424,
    headers: { 'Content-Type': 'application/json' },
    body: { error: { code: 'FailedDependency', message: 'Request failed as dependent request failed' } },
  }
}

function shuffled<T>(world: World, items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, place: world.random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)
}
