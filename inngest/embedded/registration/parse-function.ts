import { cronProblem } from '../cron/cron-schedule'
import { parseDurationMs } from '../protocol/duration'
import { parseExpression } from '../protocol/expression'
import type { ConcurrencyLimit, EventTrigger, FunctionConfig } from './function-config'
import { RegisteredFunction } from './registration'
import { lifecycleTriggers, refusedOptions, supportedOptions } from './supported-options'

const defaultRetries = 4
const maxRetries = 20
const notSupported = 'is not supported by the embedded runner (production: yes)'

export type ParsedFunction = { ok: true; config: FunctionConfig } | { ok: false; problems: string[] }

/** Checks one registered function. Each problem is a sentence that begins with the function's id. */
export function parseFunction(given: { id: string; [member: string]: unknown }): ParsedFunction {
  const problems = optionProblems(given)
  const parsed = RegisteredFunction.safeParse(given)
  if (!parsed.success) {
    const shape = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    return { ok: false, problems: named(given.id, [...problems, ...shape]) }
  }
  const registered = parsed.data
  problems.push(
    ...runtimeProblems(registered),
    ...triggerProblems(registered),
    ...concurrencyProblems(registered),
    ...debounceProblems(registered),
    ...singletonProblems(registered),
  )
  if (problems.length > 0) return { ok: false, problems: named(given.id, problems) }
  return { ok: true, config: configOf(registered) }
}

function named(id: string, problems: string[]): string[] {
  return problems.map((problem) => `function ${id}: ${problem}`)
}

function optionProblems(given: Record<string, unknown>): string[] {
  const refused: readonly string[] = refusedOptions
  const supported: readonly string[] = supportedOptions
  return Object.keys(given)
    .filter((key) => given[key] !== undefined && !supported.includes(key))
    .map((key) =>
      refused.includes(key)
        ? `${key} ${notSupported}`
        : `option "${key}" is not known to the embedded runner`,
    )
}

function runtimeProblems({ steps }: RegisteredFunction): string[] {
  const { runtime, retries } = steps.step
  const problems: string[] = []
  if (runtime.type !== 'http') problems.push(`runtime "${runtime.type}" ${notSupported}`)
  if ((retries?.attempts ?? 0) > maxRetries) problems.push(`retries must be at most ${maxRetries}`)
  return problems
}

function triggerProblems({ triggers }: RegisteredFunction): string[] {
  const crons = triggers.flatMap((trigger) => ('cron' in trigger ? [trigger.cron] : []))
  const repeated = crons.filter((cron, index) => crons.indexOf(cron) !== index)
  return [
    ...(triggers.length === 0 ? ['it has no triggers'] : []),
    ...repeated.map((cron) => `cron "${cron}" is given twice`),
    ...triggers.flatMap((trigger) => {
      if ('event' in trigger) return eventTriggerProblems(trigger.event, trigger.expression)
      if (trigger.jitter !== undefined) return [`cron jitter ${notSupported}`]
      const problem = cronProblem(trigger.cron)
      return problem ? [`cron "${trigger.cron}" ${problem}`] : []
    }),
  ]
}

function eventTriggerProblems(event: string, expression: string | undefined): string[] {
  if (event.includes('*')) return [`the trigger "${event}" with a wildcard ${notSupported}`]
  if (event.startsWith('inngest/') && !lifecycleTriggers.includes(event))
    return [`the trigger "${event}" ${notSupported}`]
  return expressionProblems(`the condition of trigger "${event}"`, expression)
}

function concurrencyProblems({ concurrency }: RegisteredFunction): string[] {
  const limits = concurrency === undefined || typeof concurrency === 'number' ? [] : [concurrency].flat()
  return [
    ...(typeof concurrency === 'number' && !isLimit(concurrency) ? ['concurrency must be at least 1'] : []),
    ...(limits.length > 2 ? ['concurrency has more than two limits'] : []),
    ...limits.flatMap(({ limit, key, scope }) => [
      ...(isLimit(limit) ? [] : ['concurrency.limit must be at least 1']),
      ...(scope === undefined || scope === 'fn' ? [] : [`concurrency.scope "${scope}" ${notSupported}`]),
      ...expressionProblems('concurrency.key', key),
    ]),
  ]
}

function isLimit(limit: number): boolean {
  return Number.isInteger(limit) && limit >= 1
}

function debounceProblems({ debounce }: RegisteredFunction): string[] {
  if (!debounce) return []
  const periodMs = parseDurationMs(debounce.period)
  return [
    ...(periodMs === undefined ? [`debounce.period "${debounce.period}" is no duration`] : []),
    ...(periodMs !== undefined && periodMs < 1000 ? ['debounce.period must be at least 1s'] : []),
    ...(debounce.timeout === undefined ? [] : [`debounce.timeout ${notSupported}`]),
    ...expressionProblems('debounce.key', debounce.key),
  ]
}

function singletonProblems({ singleton }: RegisteredFunction): string[] {
  if (!singleton) return []
  return [
    ...(singleton.mode === 'skip' ? [] : [`singleton.mode "${singleton.mode}" ${notSupported}`]),
    ...expressionProblems('singleton.key', singleton.key),
  ]
}

function expressionProblems(where: string, expression: string | undefined): string[] {
  if (expression === undefined) return []
  try {
    parseExpression(expression)
    return []
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return [`${where} is outside of what the embedded runner evaluates (${why}): ${expression}`]
  }
}

function configOf(registered: RegisteredFunction): FunctionConfig {
  const { runtime, retries } = registered.steps.step
  const { concurrency, debounce, singleton, triggers } = registered
  return {
    id: registered.id,
    name: registered.name ?? registered.id,
    url: runtime.url,
    maxAttempts: (retries?.attempts ?? defaultRetries) + 1,
    events: triggers.flatMap((trigger): EventTrigger[] =>
      'event' in trigger ? [{ event: trigger.event, expression: trigger.expression ?? null }] : [],
    ),
    crons: triggers.flatMap((trigger) => ('cron' in trigger ? [trigger.cron] : [])),
    concurrency: concurrencyOf(concurrency),
    debounce: debounce
      ? { periodMs: parseDurationMs(debounce.period) ?? 0, key: debounce.key ?? null }
      : null,
    singleton: singleton ? { key: singleton.key ?? null } : null,
  }
}

function concurrencyOf(concurrency: RegisteredFunction['concurrency']): ConcurrencyLimit[] {
  if (concurrency === undefined) return []
  if (typeof concurrency === 'number') return [{ limit: concurrency, key: null }]
  return [concurrency].flat().map(({ limit, key }) => ({ limit, key: key ?? null }))
}
