import type { Clock } from './clock'
import type { Store } from './store'
import { type Uncertain, uncertainDefaults } from './uncertain'

/** Knobs of the control API that survive a restart of the emulator and go back to the defaults on reset. */
export type Settings = {
  readonly uncertain: Uncertain
  readonly latencyMs: number
  setUncertain(changes: Partial<Uncertain>): void
  setLatency(latencyMs: number): void
  setClockOffset(offsetMs: number): void
  /** Takes up what the store holds: after opening and after a reset. */
  load(): void
}

type Row = { id: 'settings'; uncertain: Partial<Uncertain>; latencyMs: number; offsetMs: number }

/** `initial` are this emulator's own defaults for the uncertain points. */
export function openSettings(store: Store, clock: Clock, initial: Partial<Uncertain>): Settings {
  const rows = store.collection<Row>('settings')
  const defaults: Row = { id: 'settings', uncertain: {}, latencyMs: 0, offsetMs: 0 }
  let current = defaults
  let uncertain: Uncertain = uncertainDefaults

  const apply = (row: Row) => {
    current = row
    uncertain = { ...uncertainDefaults, ...initial, ...row.uncertain }
    if (clock.offsetMs !== row.offsetMs) clock.setOffset(row.offsetMs)
  }
  const save = (changes: Partial<Row>) => apply(rows.put({ ...current, ...changes }))

  return {
    get uncertain() {
      return uncertain
    },
    get latencyMs() {
      return current.latencyMs
    },
    setUncertain: (changes) => save({ uncertain: { ...current.uncertain, ...changes } }),
    setLatency: (latencyMs) => save({ latencyMs }),
    setClockOffset: (offsetMs) => save({ offsetMs }),
    load: () => apply(rows.get('settings') ?? defaults),
  }
}
