import { beforeEach, describe, expect, it } from 'vitest'
import { type BatchPart, sendChain } from './batch'
import { graphWorld } from './testing/graph-world'

let world: ReturnType<typeof graphWorld>
beforeEach(() => {
  world = graphWorld()
})

const create = (surname: string): BatchPart => ({
  method: 'POST',
  path: `${world.user}/contacts`,
  body: { surname },
})
const impossible = (): BatchPart => ({
  method: 'POST',
  path: `${world.user}/contacts`,
  body: { businessPhones: ['1', '2', '3'] },
})
const send = (parts: BatchPart[]) => sendChain(world.graph, world.gate, world.timing, parts)
const told = (answers: Awaited<ReturnType<typeof send>>) =>
  answers.map((answer) =>
    'error' in answer
      ? `${answer.error.remedy}${answer.error.details.doubtful ? ', in doubt' : ''}`
      : (answer.body as { surname?: string } | undefined)?.surname,
  )
const surnames = async () => {
  const page = (await world.graph.send({ method: 'GET', path: `${world.user}/contacts?$top=100` })) as {
    value: { surname: string }[]
  }
  return page.value.map(({ surname }) => surname).sort()
}

describe('a chain of up to 20 requests (learn.microsoft.com/graph/json-batching)', () => {
  it('answers in the order of its parts', async () => {
    expect(told(await send(['a', 'b', 'c'].map(create)))).toEqual(['a', 'b', 'c'])
    expect(world.requests).toEqual(['POST /v1.0/$batch'])
  })

  it('a part that fails fails alone: those that were not done after it are sent again', async () => {
    const answers = await send([create('a'), impossible(), create('b'), impossible(), create('c')])
    expect(told(answers)).toEqual(['a', 'fix-data', 'b', 'fix-data', 'c'])
    expect(await surnames()).toEqual(['a', 'b', 'c'])
    expect(world.requests.filter((one) => one.startsWith('POST'))).toHaveLength(3)
  })

  it('throttled parts are sent again after their Retry-After, the others are not', async () => {
    world.fail({ status: 429, headers: { 'Retry-After': '3' } }, { path: '/contacts$', method: 'POST' }, 2)
    expect(told(await send([create('a'), create('b')]))).toEqual(['a', 'b'])
    expect(world.pauses).toEqual([3_000, 3_000])
    expect(await surnames()).toEqual(['a', 'b'])
  })

  it('throttled parts without Retry-After back off', async () => {
    world.fail({ status: 429 }, { path: '/contacts$', method: 'POST' }, 2)
    await send([create('a')])
    expect(world.pauses).toEqual([500, 1_000])
  })

  it('a lost answer leaves every write in doubt, and nothing is sent again (A2)', async () => {
    world.fail({ dropAfterApply: true }, { path: '/\\$batch$' })
    expect(told(await send([create('a'), create('b')]))).toEqual(['wait, in doubt', 'wait, in doubt'])
    expect(world.requests).toHaveLength(1)
    expect(await surnames()).toEqual(['a', 'b'])
  })

  it('one part that answers 503 is in doubt alone', async () => {
    world.fail({ status: 503 }, { path: '/contacts$', method: 'POST' })
    expect(told(await send([create('a'), create('b')]))).toEqual(['wait, in doubt', 'b'])
    expect(await surnames()).toEqual(['b'])
  })

  it('an answer that leaves a part out leaves that part in doubt', async () => {
    world.scripted.push(async () =>
      Response.json({ responses: [{ id: '1', status: 201, body: { surname: 'b' } }] }),
    )
    expect(told(await send([create('a'), create('b')]))).toEqual(['wait, in doubt', 'b'])
  })

  it('a token that runs out in the middle is replaced once', async () => {
    world.fail({ status: 401 }, { path: '/contacts$', method: 'POST' })
    expect(told(await send([create('a'), create('b')]))).toEqual(['a', 'b'])
    expect(world.tokens).toEqual([false, true])
  })

  it('a token that no part accepts is a matter of reconnecting', async () => {
    world.fail({ status: 401 }, { path: '/contacts$', method: 'POST' }, 9)
    expect(told(await send([create('a'), create('b')]))).toEqual(['reconnect', 'reconnect'])
    expect(world.tokens.filter(Boolean)).toHaveLength(1)
  })

  describe('a part bound to the one before', () => {
    const bound = (surname: string): BatchPart => ({ ...create(surname), bound: true })

    it('is not sent when that fails, and has its failure for an answer', async () => {
      const answers = await send([create('a'), impossible(), bound('b'), create('c')])
      expect(told(answers)).toEqual(['a', 'fix-data', 'fix-data', 'c'])
      expect(await surnames()).toEqual(['a', 'c'])
    })

    it('waits with it when both are throttled', async () => {
      world.fail({ status: 429 }, { path: '/contacts$', method: 'POST' })
      expect(told(await send([create('a'), bound('b')]))).toEqual(['a', 'b'])
    })

    it('is not sent later by itself', async () => {
      world.scripted.push(async () =>
        Response.json({
          responses: [
            { id: '0', status: 201, body: { surname: 'a' } },
            { id: '1', status: 429 },
          ],
        }),
      )
      expect(told(await send([create('a'), bound('b')]))).toEqual(['a', 're-plan'])
      expect(world.requests).toHaveLength(1)
    })
  })

  it('nothing to send sends nothing', async () => {
    expect(await send([])).toEqual([])
    expect(world.requests).toEqual([])
  })
})

describe('what is about to leave', () => {
  const leaving = (told: string[][]) => async (parts: readonly BatchPart[]) => {
    told.push(parts.map(({ body }) => String((body as { surname: string }).surname)))
    return world.timing.now()
  }

  it('is told each time, without what has been answered', async () => {
    world.fail({ status: 429, headers: { 'Retry-After': '3' } }, { path: '/contacts$', method: 'POST' }, 1)
    const told: string[][] = []
    await sendChain(world.graph, world.gate, world.timing, ['a', 'b'].map(create), leaving(told))
    expect(told).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ])
    const more: string[][] = []
    world.fail({ status: 503 }, { path: '/contacts$', method: 'POST' })
    await sendChain(world.graph, world.gate, world.timing, ['c', 'd'].map(create), leaving(more))
    expect(more).toEqual([['c', 'd'], ['d']])
  })

  it('stays here when that cannot be noted, and says why', async () => {
    const reason = new Error('the lease is lost')
    const refuse = () => Promise.reject(reason)
    await expect(sendChain(world.graph, world.gate, world.timing, [create('a')], refuse)).rejects.toBe(reason)
    expect(world.requests).toEqual([])
  })

  it('is noted again by a process that stood still since', async () => {
    const noted: number[] = []
    const slowly = async () => {
      const at = world.timing.now()
      noted.push(at.getTime())
      if (noted.length === 1) await world.timing.sleep(6_000)
      return at
    }
    await sendChain(world.graph, world.gate, world.timing, [create('a')], slowly)
    expect(noted).toHaveLength(2)
    expect(await surnames()).toEqual(['a'])
  })
})
