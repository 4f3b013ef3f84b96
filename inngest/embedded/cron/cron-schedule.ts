import { Cron } from 'croner'

/**
 * A cron as Inngest writes it: five fields, optionally `TZ=Area/City ` in front. Without a zone it is UTC here;
 * Inngest's own server takes the zone of its machine.
 */
function schedule(cron: string): Cron {
  const { zone, pattern } = split(cron)
  return new Cron(pattern, { timezone: zone, mode: '5-part', paused: true })
}

function split(cron: string): { zone: string; pattern: string } {
  const match = /^TZ=(\S+)\s+(.*)$/.exec(cron.trim())
  return match ? { zone: match[1] ?? 'UTC', pattern: match[2] ?? '' } : { zone: 'UTC', pattern: cron.trim() }
}

/** Why a cron cannot be used, as the end of a sentence; undefined when it can. */
export function cronProblem(cron: string): string | undefined {
  const { zone, pattern } = split(cron)
  if (pattern.startsWith('@')) return 'must have five fields, not a name'
  if (pattern.split(/\s+/).length !== 5) return 'must have five fields'
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    return `names the unknown time zone "${zone}"`
  }
  try {
    return schedule(cron).nextRun() === null ? 'never comes due' : undefined
  } catch {
    return 'is not a cron expression'
  }
}

/** The first tick after `after`; undefined when there is none. */
export function nextTick(cron: string, after: Date): Date | undefined {
  return schedule(cron).nextRun(after) ?? undefined
}

/** The latest tick at or before `now`, given that `tick` was one. */
export function latestTick(cron: string, tick: Date, now: Date): Date {
  // One second on, because previousRuns leaves out its own reference.
  const [latest] = schedule(cron).previousRuns(1, new Date(now.getTime() + 1000))
  return latest && latest > tick && latest <= now ? latest : tick
}
