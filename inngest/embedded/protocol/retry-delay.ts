const secondMs = 1_000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs

/** Inngest's table of waits before the first, second … retry; later ones take the last. */
const tableMs = [
  15 * secondMs,
  30 * secondMs,
  minuteMs,
  2 * minuteMs,
  5 * minuteMs,
  10 * minuteMs,
  20 * minuteMs,
  40 * minuteMs,
  hourMs,
  2 * hourMs,
]
const jitterMs = 30 * secondMs
const retryAfterMs = { least: secondMs, most: 24 * hourMs }

/** The wait before retry `retry` (1-based). `random` is in [0, 1) and spreads it over half a minute. */
export function retryDelayMs(retry: number, random: number): number {
  const base = tableMs[Math.min(retry, tableMs.length) - 1] ?? 2 * hourMs
  return base + random * jitterMs
}

/** The wait that a `retry-after` header asks for: whole seconds or a date, held to 1 s … 24 h. */
export function parseRetryAfterMs(header: string | undefined, now: Date): number | undefined {
  if (header === undefined || header === '') return undefined
  const waitMs = /^\d+$/.test(header) ? Number(header) * secondMs : new Date(header).getTime() - now.getTime()
  if (Number.isNaN(waitMs)) return undefined
  return Math.min(Math.max(waitMs, retryAfterMs.least), retryAfterMs.most)
}
