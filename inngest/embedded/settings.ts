/** How one runner works. Times are milliseconds. */
export type RunnerSettings = {
  databaseUrl: string
  /** Port of 127.0.0.1; 0 takes a free one. */
  port: number
  /** The app's Inngest endpoint, e.g. `http://127.0.0.1:3000/api/inngest`. */
  appEndpoint: string
  /** Hexadecimal, with or without its `signkey-…-` prefix. */
  signingKey: string
  eventKey: string
  /** A job whose runner is gone is given out again after this. Renewed while its call lasts. */
  leaseMs: number
  /** Replaces Inngest's table of retry delays by one fixed wait. */
  flatRetryMs: number | null
  /** The safety net beside the wake-ups inside the process. */
  pollMs: number
  /** How often the app is asked for its functions again while it answers. */
  resyncMs: number
  /** Calls of this runner that may be open at the same time. */
  maxCalls: number
  /** Ended runs are deleted after these times. */
  retention: { completedMs: number; failedMs: number }
}

const dayMs = 86_400_000

export const defaultSettings = {
  leaseMs: 5_000,
  flatRetryMs: null,
  pollMs: 200,
  resyncMs: 5_000,
  maxCalls: 32,
  retention: { completedMs: dayMs, failedMs: 30 * dayMs },
}
