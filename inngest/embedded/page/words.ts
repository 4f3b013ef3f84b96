import { isJsonObject, parseJson } from '../protocol/json'
import type { FunctionConfig } from '../registration/function-config'
import type { JobView } from './queries'

/** A duration for people: `850 ms`, `12 s`, `3 min`. */
export function durationText(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`
  if (ms < 120_000) return `${Math.round(ms / 1_000)} s`
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)} min`
  if (ms < 172_800_000) return `${Math.round(ms / 3_600_000)} h`
  return `${Math.round(ms / 86_400_000)} days`
}

/** `12 s ago`, or `in 12 s`. */
export function whenText(at: Date, now: Date): string {
  const ms = now.getTime() - at.getTime()
  return ms >= 0 ? `${durationText(ms)} ago` : `in ${durationText(-ms)}`
}

/** What starts a function and what limits it, one phrase each. */
export function functionFacts(config: FunctionConfig): string[] {
  return [
    ...config.events.map(({ event, expression }) => (expression ? `${event} if ${expression}` : event)),
    ...config.crons.map((cron) => `cron ${cron}`),
    ...config.concurrency.map(({ limit, key }) => `at most ${limit} at once${perKey(key)}`),
    ...(config.debounce
      ? [`debounced by ${durationText(config.debounce.periodMs)}${perKey(config.debounce.key)}`]
      : []),
    ...(config.singleton ? [`one run at a time${perKey(config.singleton.key)}`] : []),
    `${config.maxAttempts} tries`,
  ]
}

function perKey(key: string | null): string {
  return key === null ? '' : ` per ${key}`
}

export function jobState(job: JobView, now: Date): string {
  if (job.kind === 'timer') return `sleeps, wakes ${whenText(job.readyAt, now)}`
  const attempt = job.attempt > 0 ? `, try ${job.attempt + 1}` : ''
  if (job.leased && job.readyAt > now) return `being called${attempt}`
  if (job.readyAt > now)
    return job.attempt > 0
      ? `try ${job.attempt + 1} ${whenText(job.readyAt, now)}`
      : `due ${whenText(job.readyAt, now)}`
  return `waits for its turn${attempt}`
}

/** `TypeError: no luck` of a stored error, and its stack when there is one. */
export function errorText(stored: string): { title: string; stack: string | null } {
  const error = parseJson(stored)
  if (!isJsonObject(error)) return { title: stored, stack: null }
  return {
    title: `${error.name}: ${error.message}`,
    stack: typeof error.stack === 'string' ? error.stack : null,
  }
}

export function prettyJson(text: string): string {
  return JSON.stringify(parseJson(text), null, 2)
}
