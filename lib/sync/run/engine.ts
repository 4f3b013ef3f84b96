import type { Database } from '@/db/client'
import type { Wake } from '@/lib/access/context'
import type { Timing } from '@/lib/microsoft/graph/mailbox-gate'
import type { IdentitySettings } from '@/lib/microsoft/identity/identity-deps'

/** The world that a run lives in. Production, tests and the simulation differ in nothing else. */
export type Engine = {
  db: Database
  timing: Timing
  fetch: typeof fetch
  identity: IdentitySettings
  /** Where Microsoft can reach us with notifications; null: it cannot, so polling does the work. */
  notificationUrl: string | null
  /** Wakes other members' connections whose records a run has changed. Best effort. */
  wake(wake: Wake): Promise<void>
  /** Called between any two steps that survive a crash; the simulation crashes here. */
  checkpoint?(step: string): Promise<void>
  /** How long one slice of a run may work before it hands over to the next, in ms. */
  sliceMs?: number
  /** Items per delta page that we ask for. */
  pageSize?: number
}

export const defaultSliceMs = 20_000
export const defaultPageSize = 200

/** Reaches a point between two steps that must be able to stand alone. */
export async function checkpoint(engine: Engine, step: string): Promise<void> {
  await engine.checkpoint?.(step)
}
