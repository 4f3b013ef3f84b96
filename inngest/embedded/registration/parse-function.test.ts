import { functionConfigSchema } from 'inngest/types'
import { describe, expect, it } from 'vitest'
import { parseFunction } from './parse-function'
import { refusedOptions, supportedOptions } from './supported-options'

const plain = {
  id: 'crm-x',
  name: 'x',
  triggers: [{ event: 'a' }],
  steps: {
    step: {
      id: 'step',
      name: 'step',
      runtime: { type: 'http', url: 'http://127.0.0.1:3000/api/inngest?fnId=crm-x&stepId=step' },
    },
  },
}
const step = (more: object) => ({ steps: { step: { ...plain.steps.step, ...more } } })
const problems = (more: object) => {
  const parsed = parseFunction({ ...plain, ...more })
  return parsed.ok ? [] : parsed.problems
}

describe('the options of a function', () => {
  it('are each supported or refused, none of the SDK is forgotten', () => {
    const known = Object.keys(functionConfigSchema.shape).sort()
    expect([...supportedOptions, ...refusedOptions].sort()).toEqual(known)
  })

  it('are taken over when they are supported', () => {
    const parsed = parseFunction({
      ...plain,
      ...step({ retries: { attempts: 2 } }),
      triggers: [{ event: 'a', expression: 'event.data.n == 1' }, { cron: 'TZ=Europe/Paris 0 9 * * 1' }],
      concurrency: [{ limit: 1, key: 'event.data.k', scope: 'fn' }, { limit: 5 }],
      debounce: { period: '5s', key: 'event.data.k' },
      singleton: { mode: 'skip' },
    })
    expect(parsed).toMatchObject({
      ok: true,
      config: {
        maxAttempts: 3,
        events: [{ event: 'a', expression: 'event.data.n == 1' }],
        crons: ['TZ=Europe/Paris 0 9 * * 1'],
        concurrency: [
          { limit: 1, key: 'event.data.k' },
          { limit: 5, key: null },
        ],
        debounce: { periodMs: 5_000, key: 'event.data.k' },
        singleton: { key: null },
      },
    })
  })

  it('default to four retries', () =>
    expect(parseFunction(plain)).toMatchObject({ config: { maxAttempts: 5 } }))

  it.each([
    { batchEvents: { maxSize: 2, timeout: '1s' } },
    { cancel: [{ event: 'stop' }] },
    { rateLimit: { limit: 1, period: '1m' } },
    { throttle: { limit: 1, period: '1m' } },
    { priority: { run: '1' } },
    { idempotency: 'event.data.x' },
    { timeouts: { start: '1m' } },
  ])('runner refuses %j by name', (option) => {
    const [name = ''] = Object.keys(option)
    expect(problems(option)).toEqual([
      `function crm-x: ${name} is not supported by the embedded runner (production: yes)`,
    ])
  })

  it.each<{ what: string; option: object; names: RegExp }>([
    { what: 'an unknown option', option: { concurency: 1 }, names: /"concurency" is not known/ },
    { what: 'singleton cancel', option: { singleton: { mode: 'cancel' } }, names: /singleton.mode "cancel"/ },
    {
      what: 'a debounce timeout',
      option: { debounce: { period: '5s', timeout: '1m' } },
      names: /debounce.timeout/,
    },
    { what: 'a debounce under 1 s', option: { debounce: { period: '500ms' } }, names: /at least 1s/ },
    { what: 'a bad duration', option: { debounce: { period: 'soon' } }, names: /"soon" is no duration/ },
    {
      what: 'a shared limit',
      option: { concurrency: { limit: 1, scope: 'env', key: '"x"' } },
      names: /scope "env"/,
    },
    {
      what: 'three limits',
      option: { concurrency: [{ limit: 1 }, { limit: 2 }, { limit: 3 }] },
      names: /more than two/,
    },
    { what: 'limit 0', option: { concurrency: { limit: 0 } }, names: /at least 1/ },
    { what: 'concurrency 0', option: { concurrency: 0 }, names: /at least 1/ },
    {
      what: 'a key outside of the subset',
      option: { concurrency: { limit: 1, key: 'size(event.data)' } },
      names: /concurrency.key/,
    },
    { what: '21 retries', option: step({ retries: { attempts: 21 } }), names: /at most 20/ },
    {
      what: 'a WebSocket runtime',
      option: step({ runtime: { type: 'ws', url: 'ws://x' } }),
      names: /runtime "ws"/,
    },
    { what: 'no trigger', option: { triggers: [] }, names: /no triggers/ },
    { what: 'a wildcard', option: { triggers: [{ event: 'a/*' }] }, names: /wildcard/ },
    {
      what: 'an internal event',
      option: { triggers: [{ event: 'inngest/function.cancelled' }] },
      names: /cancelled/,
    },
    {
      what: 'a deferred schedule',
      option: { triggers: [{ event: 'inngest/deferred.schedule' }] },
      names: /deferred/,
    },
    {
      what: 'a condition outside of the subset',
      option: { triggers: [{ event: 'a', expression: 'has(event.x)' }] },
      names: /condition of trigger "a"/,
    },
    { what: 'cron jitter', option: { triggers: [{ cron: '0 * * * *', jitter: '1m' }] }, names: /jitter/ },
    { what: 'a cron of six fields', option: { triggers: [{ cron: '0 * * * * *' }] }, names: /five fields/ },
    { what: 'a named cron', option: { triggers: [{ cron: '@hourly' }] }, names: /five fields/ },
    { what: 'a bad cron', option: { triggers: [{ cron: '99 * * * *' }] }, names: /not a cron/ },
    {
      what: 'an unknown zone',
      option: { triggers: [{ cron: 'TZ=Nowhere/City 0 * * * *' }] },
      names: /Nowhere\/City/,
    },
    {
      what: 'two equal crons',
      option: { triggers: [{ cron: '0 * * * *' }, { cron: '0 * * * *' }] },
      names: /given twice/,
    },
  ])('refuses $what', ({ option, names }) => {
    const [problem, ...others] = problems(option)
    expect(problem).toMatch(/^function crm-x: /)
    expect(problem).toMatch(names)
    expect(others).toEqual([])
  })
})
