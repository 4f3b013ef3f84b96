import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { UpstreamError } from '@/lib/errors'
import { graphWorld } from './testing/graph-world'

let world: ReturnType<typeof graphWorld>
beforeEach(() => {
  world = graphWorld()
})

const contacts = () => world.graph.send({ method: 'GET', path: `${world.user}/contacts` })
const create = () =>
  world.graph.send({ method: 'POST', path: `${world.user}/contacts`, body: { surname: 'Okafor' } })
const refusal = (call: Promise<unknown>) =>
  call.then(
    () => expect.unreachable('it should have been refused'),
    (error: unknown) => {
      if (error instanceof UpstreamError) return { remedy: error.remedy, ...error.details }
      throw error
    },
  )

describe('a token that Graph refuses', () => {
  it('is replaced once, and the request goes through', async () => {
    world.fail({ status: 401 })
    await contacts()
    expect(world.tokens).toEqual([false, true])
  })

  it('is not replaced again and again', async () => {
    world.fail({ status: 401 }, {}, 9)
    expect(await refusal(contacts())).toMatchObject({ remedy: 'reconnect', status: 401 })
    expect(world.tokens).toEqual([false, true])
  })
})

describe('throttling (learn.microsoft.com/graph/throttling)', () => {
  it('Retry-After is honoured once, by the gate, and by nobody else', async () => {
    world.fail({ status: 429, headers: { 'Retry-After': '7' } })
    await contacts()
    expect(world.pauses).toEqual([7_000])
    expect(world.slept).toEqual([])
    expect(world.requests).toHaveLength(2)
  })

  it('without Retry-After the pauses grow', async () => {
    world.fail({ status: 429 }, {}, 3)
    await contacts()
    expect(world.pauses).toEqual([500, 1_000, 2_000])
  })

  it('a write that was refused was not done, and is repeated', async () => {
    world.fail({ status: 429, headers: { 'Retry-After': '1' } })
    await create()
    expect(world.requests).toHaveLength(2)
  })

  it('gives up after five tries', async () => {
    world.fail({ status: 429 }, {}, 99)
    expect(await refusal(contacts())).toMatchObject({ remedy: 'wait', status: 429 })
    expect(world.requests).toHaveLength(5)
  })
})

describe('a service that stumbles', () => {
  it.each([503, 504, 500])('%i to a read is repeated after a while', async (status) => {
    world.fail({ status })
    await contacts()
    expect(world.slept).toEqual([500])
  })

  it.each([503, 504, 500])('%i to a write is in doubt and not repeated (A2)', async (status) => {
    world.fail({ status })
    expect(await refusal(create())).toMatchObject({ remedy: 'wait', doubtful: true })
    expect(world.requests).toHaveLength(1)
  })

  it('a read whose answer is lost is repeated', async () => {
    world.fail({ dropAfterApply: true })
    await contacts()
    expect(world.requests).toHaveLength(2)
  })

  it('a write whose answer is lost is in doubt and not repeated (A2)', async () => {
    world.fail({ dropAfterApply: true })
    expect(await refusal(create())).toMatchObject({ remedy: 'wait', doubtful: true })
    expect(world.requests).toHaveLength(1)
  })

  it('a write that was given up after our whole patience says so: all is slow over there', async () => {
    world.scripted.push(async () => {
      await world.timing.sleep(45_000)
      throw new DOMException('', 'TimeoutError')
    })
    expect(await refusal(create())).toMatchObject({ remedy: 'wait', doubtful: true, code: 'timed-out' })
    expect(world.requests).toHaveLength(1)
  })

  it('a pause longer than a request may wait is left to the run', async () => {
    world.fail({ status: 503, headers: { 'Retry-After': '120' } })
    expect(await refusal(contacts())).toMatchObject({ remedy: 'wait', retryAfterMs: 120_000 })
    expect(world.slept).toEqual([])
  })

  it('a page of a proxy instead of JSON is no answer', async () => {
    world.scripted.push(async () => new Response('<html>', { status: 200 }))
    await contacts()
    expect(world.requests).toHaveLength(2)
  })
})

describe('what a refusal means', () => {
  it.each([
    [400, 'fix-data'],
    [403, 'reconnect'],
    [404, 'gone'],
    [410, 'reset-cursor'],
    [412, 're-plan'],
    [409, 'wait'],
    [423, 'wait'],
    [501, 'fix-data'],
  ])('%i: %s', async (status, remedy) => {
    world.scripted.push(...Array.from({ length: 5 }, () => async () => new Response('', { status })))
    expect(await refusal(contacts())).toMatchObject({ remedy, status })
  })

  it('a code outranks its status, also the inner one', async () => {
    const body = { error: { code: 'BadRequest', innerError: { code: 'SyncStateNotFound' } } }
    world.scripted.push(async () => Response.json(body, { status: 400 }))
    expect(await refusal(contacts())).toMatchObject({ remedy: 'reset-cursor' })
  })

  it('an answer of another form than expected is nothing to work with', async () => {
    const call = world.graph.get(`${world.user}/contacts`, z.object({ value: z.string() }))
    expect(await refusal(call)).toMatchObject({ remedy: 'fix-data', code: 'unexpected-answer' })
  })
})

describe('requests', () => {
  it('every one asks for ids that stay when items move, whatever else it prefers', async () => {
    const preferred: (string | null)[] = []
    world.answerWith = (request) => {
      preferred.push(request.headers.get('prefer'))
      return Response.json({ value: [] })
    }
    await contacts()
    await world.graph.get('https://graph.microsoft.com/v1.0/next', z.unknown(), {
      Prefer: 'odata.maxpagesize=2',
    })
    expect(preferred).toEqual(['IdType="ImmutableId"', 'IdType="ImmutableId", odata.maxpagesize=2'])
  })

  it('links are followed whole', async () => {
    for (let at = 0; at < 3; at += 1) await create()
    const page = (await world.graph.send({ method: 'GET', path: `${world.user}/contacts?$top=2` })) as {
      value: unknown[]
      '@odata.nextLink': string
    }
    const rest = await world.graph.get(page['@odata.nextLink'], z.object({ value: z.array(z.unknown()) }))
    expect([page.value.length, rest.value.length]).toEqual([2, 1])
  })
})
