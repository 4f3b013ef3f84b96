import { createRandom, type Random } from '../core/random'
import type { Exchange } from './exchange'

/** What a fault looks at; whatever is left out matches everything. */
export type FaultMatch = {
  method?: string | undefined
  /** A regular expression. */
  path?: string | undefined
  appId?: string | undefined
  userId?: string | undefined
}

export type FaultEffect = {
  /** Answer with this status instead of doing anything. */
  status?: number | undefined
  headers?: Record<string, string> | undefined
  /** The body of that answer: JSON, or text as it stands; `''` for none at all. */
  body?: unknown
  delayMs?: number | undefined
  /** The connection is destroyed and nothing is done. */
  dropBeforeApply?: boolean | undefined
  /** Everything is done, then the connection is destroyed; with `status`, that answer is given instead. */
  dropAfterApply?: boolean | undefined
  /** What happens to change notifications instead of to requests. */
  notifications?: 'drop' | 'duplicate' | 'reorder' | undefined
}

export type FaultRule = {
  match: FaultMatch
  times?: number | undefined
  probability?: number | undefined
  seed?: number | undefined
  effect: FaultEffect
}

export type Fault = FaultRule & { id: string; hits: number }

type Armed = Fault & { path: RegExp | null; random: Random }

/** Faults that the control API has switched on. They live in memory: a restart ends them. */
export class Faults {
  private readonly armed = new Map<string, Armed>()

  constructor(private readonly random: Random) {}

  add(rule: FaultRule): Fault {
    const id = this.random.uuid()
    const path = rule.match.path === undefined ? null : new RegExp(rule.match.path)
    this.armed.set(id, { ...rule, id, hits: 0, path, random: createRandom(rule.seed) })
    return { ...rule, id, hits: 0 }
  }

  list(): Fault[] {
    return [...this.armed.values()].map(({ path: _path, random: _random, ...fault }) => fault)
  }

  remove(id: string): boolean {
    return this.armed.delete(id)
  }

  clear(): void {
    this.armed.clear()
  }

  /** The effect of the first fault that strikes this request; it counts as a hit. */
  strike(exchange: Exchange): FaultEffect | null {
    return this.first((effect) => effect.notifications === undefined, exchange)
  }

  /** The effect on one change notification: `path` is its resource, e.g. `Users/{id}/Contacts/{id}`. */
  strikeNotification(about: { path: string; appId: string; userId: string }): FaultEffect | null {
    const exchange = { ...about, method: 'POST', variants: [about.path, `/${about.path}`] }
    return this.first((effect) => effect.notifications !== undefined, exchange)
  }

  private first(
    eligible: (effect: FaultEffect) => boolean,
    about: Pick<Exchange, 'method' | 'variants' | 'appId' | 'userId'>,
  ): FaultEffect | null {
    for (const fault of this.armed.values()) {
      if (!eligible(fault.effect) || !matches(fault, about)) continue
      if (fault.times !== undefined && fault.hits >= fault.times) continue
      if (fault.probability !== undefined && fault.random.next() >= fault.probability) continue
      fault.hits += 1
      return fault.effect
    }
    return null
  }
}

function matches(
  { match, path }: Armed,
  about: Pick<Exchange, 'method' | 'variants' | 'appId' | 'userId'>,
): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== about.method) return false
  if (match.appId !== undefined && match.appId.toLowerCase() !== about.appId) return false
  if (match.userId !== undefined && match.userId.toLowerCase() !== about.userId) return false
  return path === null || about.variants.some((variant) => path.test(variant))
}
