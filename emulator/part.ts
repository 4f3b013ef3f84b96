import type { Hono } from 'hono'
import type { GraphRoute } from './graph/call'
import type { World } from './world'

/** One area of the emulated Microsoft 365: what it answers and what it brings along. Listed in `parts.ts`. */
export type Part = {
  name: string
  /** Graph resources below `/v1.0`. */
  graph?: readonly GraphRoute[]
  /** Control calls; paths are given in full (`/_emulator/…`). */
  control?(app: Hono, world: World): void
  /** Pages for people, and other plain HTTP; paths are given in full. */
  pages?(app: Hono, world: World): void
  /** Writes this part's share of the seed into an empty store: at the first start and on reset. */
  plant?(world: World): void
  /** Runs once per emulator, and again after a reset: sets timers for what the store holds. */
  start?(world: World): void
}
