import { z } from 'zod'
import { ConnectionDropped } from '@/emulator/traffic/connection-dropped'
import { longestRequestMs } from '@/lib/microsoft/graph/graph'
import { unheardOfMs } from '@/lib/sync/run/doubt'
import type { OrganisationWorld } from './organisation-world'
import type { Way } from './ways'

/** So long at most Microsoft works on what its caller has given up. */
export const abandonedMs = unheardOfMs - longestRequestMs

/** What the caller of a batch is left with: nothing, a gateway that speaks for itself, or its own death. */
export type Loss = 'silence' | 'gateway' | 'crash'

export type Lateness = {
  loss: Loss
  /** How many parts have been carried out when the caller loses its answer. */
  after: number
  /** How long it takes from there on until the others are, below `abandonedMs`. */
  lateMs: number
}

type World = Pick<OrganisationWorld, 'later' | 'inTurn'>

const Batch = z.object({ requests: z.array(z.looseObject({ id: z.string(), method: z.string() })).min(1) })
const Answered = z.object({ responses: z.array(z.object({ status: z.number() })) })
type Parts = z.infer<typeof Batch>['requests']

/**
 * A batch that loses its caller is worked on all the same, part by part: some of it before, the rest a while later.
 * @param strike decides for a batch of so many parts that writes; null: it goes as usual
 */
export function lateBatches(
  world: World,
  strike: (parts: number) => Lateness | null,
  crash: () => void,
): Way {
  return async (request, carry) => {
    const parts = isBatch(request) ? await world.inTurn(() => writingParts(request)) : null
    const lateness = parts ? strike(parts.length) : null
    if (!parts || !lateness) return carry(request)
    const { loss, after, lateMs } = lateness
    const [first, rest] = [parts.slice(0, after), parts.slice(after)]
    let going = rest.length > 0
    if (first.length > 0) {
      const answer = await carry(batchOf(request, first))
      if (!answer.ok) return answer
      // A part that fails ends the chain.
      going &&= await world.inTurn(() => allDone(answer))
    }
    if (going) world.later(lateMs, () => carry(batchOf(request, rest)).catch(onlyDropped))
    if (loss === 'gateway') return new Response('', { status: 504 })
    if (loss === 'crash') crash()
    throw new TypeError('The connection is gone.')
  }
}

async function writingParts(request: Request): Promise<Parts | null> {
  const { requests } = Batch.parse(await request.clone().json())
  return requests.some(({ method }) => method !== 'GET') ? requests : null
}

export const isBatch = ({ url }: Request): boolean => url.endsWith('/v1.0/$batch')

/** The same caller's batch of some of its parts; those before are done. */
function batchOf({ url, method, headers }: Request, parts: Parts): Request {
  const requests = parts.map((part, at) => (at === 0 ? { ...part, dependsOn: undefined } : part))
  return new Request(url, { method, headers, body: JSON.stringify({ requests }) })
}

async function allDone(answer: Response): Promise<boolean> {
  const { responses } = Answered.parse(await answer.json())
  return responses.every(({ status }) => status < 400)
}

function onlyDropped(error: unknown): void {
  if (!(error instanceof ConnectionDropped)) throw error
}
