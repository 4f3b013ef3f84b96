const unitMs: Record<string, number> = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
  us: 0.001,
  ns: 0.000_001,
}

/** Milliseconds of a duration such as `1h30m` or `2s`; undefined when the text is none. */
export function parseDurationMs(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(w|d|h|ms|m|s|us|ns))+$/.test(text)) return undefined
  let totalMs = 0
  for (const [, amount = '', unit = ''] of text.matchAll(/(\d+(?:\.\d+)?)(ms|us|ns|w|d|h|m|s)/g)) {
    totalMs += Number(amount) * (unitMs[unit] ?? 0)
  }
  return totalMs
}

/** When a sleep ends: a duration counts from `now`, an ISO date is itself. Undefined when it is neither. */
export function sleepEnd(text: string, now: Date): Date | undefined {
  const durationMs = parseDurationMs(text)
  if (durationMs !== undefined) return new Date(now.getTime() + durationMs)
  const date = /^\d{4}-\d\d-\d\dT/.test(text) ? new Date(text) : undefined
  return date && !Number.isNaN(date.getTime()) ? date : undefined
}
