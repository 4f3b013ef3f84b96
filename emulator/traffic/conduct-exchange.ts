import type { World } from '../world'
import { ConnectionDropped } from './connection-dropped'
import type { Exchange } from './exchange'
import type { FaultEffect } from './faults'
import type { Refusal } from './limits'

/** How one kind of server words what this module decides. */
export type Wording<A> = {
  refuse(refusal: Refusal): A
  /** The answer that a fault gives instead. */
  pretend(effect: FaultEffect & { status: number }): A
  /** Adds a fault's headers to an answer. */
  decorate(answer: A, headers: Record<string, string>): A
}

/**
 * Puts faults, limits, latency and the traffic log around one request.
 * @throws ConnectionDropped where a fault destroys the connection
 */
export async function conductExchange<A extends { status: number }>(
  world: World,
  exchange: Exchange,
  perform: () => Promise<A>,
  wording: Wording<A>,
): Promise<A> {
  const startedMs = world.traffic.realNow().getTime()
  const entry = world.limits.enter(exchange.appId, exchange.userId, exchange.limited)
  const note = (status: number) => {
    entry.leave()
    const now = world.traffic.realNow()
    const { method, path, appId, userId, batchOf } = exchange
    const ms = now.getTime() - startedMs
    world.traffic.write({
      ts: now.toISOString(),
      ms,
      method,
      path,
      status,
      appId,
      userId,
      batchOf,
      inFlight: entry.inFlight,
    })
  }
  try {
    const answer = await answerOrRefuse(world, exchange, entry.refusal, perform, wording)
    note(answer.status)
    return answer
  } catch (failure) {
    note(0)
    throw failure
  }
}

async function answerOrRefuse<A extends { status: number }>(
  world: World,
  exchange: Exchange,
  refusal: Refusal | null,
  perform: () => Promise<A>,
  wording: Wording<A>,
): Promise<A> {
  if (refusal) return wording.refuse(refusal)
  const effect = world.faults.strike(exchange)
  const latencyMs = exchange.kind === 'graph' ? world.settings.latencyMs : 0
  await world.scheduler.sleep(latencyMs + (effect?.delayMs ?? 0))
  if (!effect) return perform()
  const { status } = effect
  if (effect.dropBeforeApply) throw new ConnectionDropped()
  if (effect.dropAfterApply) {
    await perform()
    if (status === undefined) throw new ConnectionDropped()
  }
  if (status !== undefined) return wording.pretend({ ...effect, status })
  return wording.decorate(await perform(), effect.headers ?? {})
}
