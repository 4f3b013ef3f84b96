import { describe, expect, it } from 'vitest'
import { interpretAnswer } from './answer'

const now = new Date('2026-11-22T10:00:00Z')
const sdk = { 'x-inngest-sdk': 'inngest-js:v4.24.0', 'x-inngest-req-version': '2' }
const interpret = (status: number, body: unknown, headers: Record<string, string> = sdk) =>
  interpretAnswer({ status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) }, now)
const step = (op: string, more: object = {}) => [{ id: 'hash', op, displayName: 'a', ...more }]

describe('an answer of the app', () => {
  it('runner/R7 that is not from the SDK is none, even a 200', () => {
    expect(interpret(200, '1', {})).toMatchObject({ kind: 'no-answer' })
    expect(interpret(502, '<html>', {})).toMatchObject({ kind: 'no-answer' })
    expect(interpret(206, '[]')).toMatchObject({ kind: 'no-answer' })
    expect(interpret(206, 'oops')).toMatchObject({ kind: 'no-answer' })
  })

  it('of 200 ends the run with the body', () =>
    expect(interpret(200, '{"a":1}')).toEqual({ kind: 'completed', output: '{"a":1}' }))

  it('wraps step results and failures, and keeps undefined as null', () => {
    expect(interpret(206, step('StepRun'))).toMatchObject({
      results: [{ id: 'hash', value: '{"data":null}' }],
    })
    expect(interpret(206, step('StepFailed', { error: { name: 'E', message: 'm' }, data: 1 }))).toMatchObject(
      {
        results: [{ value: '{"error":{"name":"E","message":"m"}}' }],
      },
    )
  })

  it('plans steps and sleeps', () => {
    const answer = interpret(206, [...step('StepPlanned'), ...step('Sleep', { id: 'nap', name: '2s' })])
    expect(answer).toMatchObject({
      planned: [{ id: 'hash', name: 'a' }],
      sleeps: [{ id: 'nap', until: '2s' }],
    })
  })

  it('with a failed try says what becomes of the last one', () => {
    expect(
      interpret(206, step('StepError', { error: { name: 'E', message: 'm' } }), {
        ...sdk,
        'retry-after': '4',
      }),
    ).toMatchObject({
      kind: 'try-again',
      retryAfterMs: 4_000,
      lastTry: { id: 'hash', value: '{"error":{"name":"E","message":"m"}}' },
    })
    expect(
      interpret(500, { name: 'E', message: 'm' }, { ...sdk, 'x-inngest-no-retry': 'false' }),
    ).toMatchObject({
      kind: 'try-again',
      lastTry: 'fail-run',
      error: { name: 'E', message: 'm' },
    })
    expect(interpret(500, { error: 'text', requestedStep: 'x' })).toMatchObject({
      kind: 'try-again',
      error: { name: 'Error', message: 'text' },
    })
  })

  it('that says not to retry ends the run', () =>
    expect(
      interpret(400, { name: 'E', message: 'm' }, { ...sdk, 'x-inngest-no-retry': 'true' }),
    ).toMatchObject({
      kind: 'failed',
      error: { name: 'E', message: 'm' },
    }))

  it.each([
    'WaitForEvent',
    'InvokeFunction',
    'WaitForSignal',
    'AIGateway',
    'Gateway',
    'DeferAdd',
    'DeferAbort',
    'Other',
  ])('with the operation %s fails the run, naming it', (op) =>
    expect(interpret(206, step(op))).toMatchObject({
      kind: 'failed',
      error: { message: expect.stringContaining(op) },
    }),
  )

  it('that is streamed, of another execution version or in a parallel mode fails the run', () => {
    const failed = { kind: 'failed', error: { name: 'NotSupportedError' } }
    expect(interpret(201, '{}')).toMatchObject(failed)
    expect(interpret(206, step('StepRun'), { ...sdk, 'x-inngest-req-version': '1' })).toMatchObject(failed)
    expect(interpret(206, step('StepPlanned', { opts: { parallelMode: 'race' } }))).toMatchObject(failed)
  })

  it('with a result of more than 4 MiB fails the run', () =>
    expect(interpret(206, step('StepRun', { data: 'x'.repeat(4_200_000) }))).toMatchObject({
      kind: 'failed',
      error: { message: expect.stringContaining('4 MiB') },
    }))
})
