/** A function as the runner keeps it: only what it supports, checked at registration. */
export type FunctionConfig = {
  /** `<app id>-<function id>`; what `fnId` carries. */
  id: string
  name: string
  /** Where a call goes; `stepId` is set per call. */
  url: string
  /** Tries per step, the first included. */
  maxAttempts: number
  events: EventTrigger[]
  crons: string[]
  /** At most two limits on calls being executed at the same time. */
  concurrency: ConcurrencyLimit[]
  debounce: { periodMs: number; key: string | null } | null
  /** A start is dropped while a run with the same key is active. */
  singleton: { key: string | null } | null
}

export type EventTrigger = { event: string; expression: string | null }
export type ConcurrencyLimit = { limit: number; key: string | null }
