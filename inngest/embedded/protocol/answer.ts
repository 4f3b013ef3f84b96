import { z } from 'zod'
import { isJsonObject, type Json, type JsonObject, parseJson } from './json'
import { Operation, operationTitle } from './operation'
import { parseRetryAfterMs } from './retry-delay'
import { type RunError, runError } from './run-error'

/** What the app's server sent back. Header names are lower case. */
export type Answer = { status: number; headers: Record<string, string | undefined>; body: string }

/** What a call means for its run. */
export type Outcome =
  | { kind: 'completed'; output: string }
  | { kind: 'progress'; results: StepResult[]; planned: NamedStep[]; sleeps: Sleep[] }
  /** To be made again if tries are left, otherwise `lastTry` says what becomes of it. */
  | { kind: 'try-again'; error: RunError; retryAfterMs: number | null; lastTry: 'fail-run' | StepResult }
  | { kind: 'failed'; error: RunError }
  /** The app itself did not answer; it may be down. */
  | { kind: 'no-answer'; error: RunError }

export type NamedStep = { id: string; name: string }
export type StepResult = NamedStep & { op: string; value: string }
export type Sleep = NamedStep & { until: string }

const maxStepBytes = 4 * 1024 * 1024
const executionVersion = '2'
const OperationList = z.union([z.array(Operation).min(1), Operation.transform((operation) => [operation])])

/** Reads an answer of the SDK, as `docs/SDK_SPEC.md` of inngest/inngest defines it. Never throws. */
export function interpretAnswer({ status, headers, body }: Answer, now: Date): Outcome {
  if (headers['x-inngest-sdk'] === undefined)
    return noAnswer(`The app answered ${status} without the Inngest SDK`)
  const version = headers['x-inngest-req-version']
  if (version !== undefined && version !== executionVersion) {
    return refused(`Execution version ${version} (optimizeParallelism: false)`)
  }
  if (status === 201) return refused('A streamed answer')
  const retryAfterMs = parseRetryAfterMs(headers['retry-after'], now) ?? null
  const parsed = tryParse(body)
  if (parsed === undefined) return noAnswer(`The app answered ${status} with something that is not JSON`)
  if (status === 206) return operations(parsed, retryAfterMs)
  if (status === 200) return { kind: 'completed', output: body }
  const error = errorFrom(parsed, `The app answered ${status}`)
  if (headers['x-inngest-no-retry'] === 'true') return { kind: 'failed', error }
  return { kind: 'try-again', error, retryAfterMs, lastTry: 'fail-run' }
}

function operations(parsed: Json, retryAfterMs: number | null): Outcome {
  const list = OperationList.safeParse(parsed)
  if (!list.success) return noAnswer('The app answered 206 without a list of operations')
  const progress: Outcome = { kind: 'progress', results: [], planned: [], sleeps: [] }
  for (const operation of list.data) {
    const step = { id: operation.id, name: operationTitle(operation) }
    if (operation.opts?.parallelMode !== undefined)
      return refused(`group.parallel with a mode (step "${step.name}")`)
    switch (operation.op) {
      case 'StepRun': {
        const value = JSON.stringify({ data: operation.data ?? null })
        if (Buffer.byteLength(value) > maxStepBytes) {
          return {
            kind: 'failed',
            error: runError('StepTooLarge', `The result of step "${step.name}" is over 4 MiB`),
          }
        }
        progress.results.push({ ...step, op: operation.op, value })
        break
      }
      case 'StepFailed':
        progress.results.push(failedStep(operation))
        break
      case 'StepError':
        return {
          kind: 'try-again',
          error: errorFrom(operation.error, `Step "${step.name}" failed`),
          retryAfterMs,
          lastTry: failedStep(operation),
        }
      case 'StepPlanned':
        progress.planned.push(step)
        break
      case 'Sleep':
        progress.sleeps.push({ ...step, until: operation.name ?? '' })
        break
      case 'RunComplete':
        return { kind: 'completed', output: JSON.stringify(operation.data ?? null) }
      default:
        return refused(`The operation ${operation.op} (step "${step.name}")`)
    }
  }
  return progress
}

function failedStep(operation: Operation): StepResult {
  const name = operationTitle(operation)
  const error = errorFrom(operation.error, `Step "${name}" failed`)
  return { id: operation.id, name, op: 'StepFailed', value: JSON.stringify({ error }) }
}

/** An answer that came from something else than the SDK, or no answer at all. */
export function noAnswer(message: string): Outcome {
  return { kind: 'no-answer', error: runError('AppUnreachable', message) }
}

function refused(what: string): Outcome {
  const message = `${what} is not supported by the embedded runner (production: yes)`
  return { kind: 'failed', error: runError('NotSupportedError', message) }
}

function errorFrom(value: unknown, fallback: string): RunError {
  const given: JsonObject = isJsonObject(value) ? value : {}
  const text = (key: string) => (typeof given[key] === 'string' && given[key] !== '' ? given[key] : undefined)
  return { ...given, name: text('name') ?? 'Error', message: text('message') ?? text('error') ?? fallback }
}

function tryParse(body: string): Json | undefined {
  try {
    return parseJson(body)
  } catch {
    return undefined
  }
}
