import { beforeEach, describe, expect, it } from 'vitest'
import type { Emulator } from '../create-emulator'
import { control } from '../testing/control'
import { graphClient } from '../testing/graph-client'
import { small } from '../testing/small-seed'
import { applicationToken, request, testEmulator } from '../testing/test-emulator'
import { ConnectionDropped } from '../traffic/connection-dropped'

type Part = { id: string; status: number; headers: Record<string, string>; body?: Record<string, unknown> }

const url = `/users/${small.anaId}/contacts`
const json = { 'Content-Type': 'application/json' }
const create = (id: string, more: object = {}) => ({
  id,
  method: 'POST',
  url,
  headers: json,
  body: { givenName: id },
  ...more,
})

describe('$batch (json-batching)', () => {
  let emulator: Emulator
  let token: string
  beforeEach(() => {
    emulator = testEmulator()
    token = applicationToken(emulator, ['Contacts.ReadWrite'])
  })
  const send = (requests: unknown) => request(emulator, 'POST', '/v1.0/$batch', { token, json: { requests } })
  const parts = async (requests: unknown) => {
    const response = await send(requests)
    expect(response.status).toBe(200)
    const { responses } = (await response.json()) as { responses: Part[] }
    return new Map(responses.map((part) => [part.id, part]))
  }

  it('is understood by the official client', async () => {
    const requests = [create('a'), { id: 'b', method: 'GET', url: `${url}/x` }]
    const answer = await graphClient(emulator, token).api('/$batch').post({ requests })
    const byId = new Map((answer.responses as Part[]).map((part) => [part.id, part]))
    expect(byId.get('a')).toMatchObject({
      status: 201,
      headers: { ETag: expect.any(String), Location: expect.stringContaining('https://'), ...json },
      body: { givenName: 'a' },
    })
    expect(byId.get('b')).toMatchObject({ status: 400, body: { error: { code: 'ErrorInvalidIdMalformed' } } })
  })

  it.each([
    ['21 parts', Array.from({ length: 21 }, (_, at) => create(String(at))), /exceed the limit/],
    ['ids that differ in case only', [create('a'), create('A')], /unique/],
    ['an absolute address', [create('a', { url: 'https://graph.microsoft.com/v1.0/me' })], /payload format/],
    ['a dependency on nothing', [create('a', { dependsOn: ['z'] })], /dependency/],
    [
      'two chains',
      [create('a'), create('b', { dependsOn: ['a'] }), create('c')],
      /fully sequential or fully parallel/,
    ],
    ['no parts at all', [], /payload format/],
  ])('refuses %s as a whole', async (_, requests, text) => {
    const response = await send(requests)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { message: expect.stringMatching(text) } })
  })

  it('refuses the version in a part’s address, in that part', async () => {
    const answers = await parts([{ id: 'a', method: 'GET', url: '/v1.0/me/contacts' }, create('b')])
    expect(answers.get('a')).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining("'v1.0'") } },
    })
    expect(answers.get('b')).toMatchObject({ status: 201 })
  })

  it('wants a content type in the part that has a body', async () => {
    expect((await parts([create('a', { headers: {} })])).get('a')).toMatchObject({ status: 400 })
  })

  it('does a serial chain in order and gives 424 to everything behind a failure', async () => {
    const failing = create('b', { url: `${url}/x/y`, dependsOn: ['a'] })
    const answers = await parts([create('c', { dependsOn: ['b'] }), failing, create('a')])
    expect([...'abc'].map((id) => answers.get(id)?.status)).toEqual([201, 400, 424])
    expect(answers.get('c')?.body).toMatchObject({ error: { code: 'FailedDependency' } })
  })

  it('does a chain of 20 without ever being throttled', async () => {
    const chain = Array.from({ length: 20 }, (_, at) =>
      create(`p${at}`, at === 0 ? {} : { dependsOn: [`p${at - 1}`] }),
    )
    expect(new Set([...(await parts(chain)).values()].map(({ status }) => status))).toEqual(new Set([201]))
  })

  it('lets all parts wait for the same one', async () => {
    const answers = await parts([
      create('a'),
      create('b', { dependsOn: ['a'] }),
      create('c', { dependsOn: ['a'] }),
    ])
    expect([...answers.values()].map(({ status }) => status)).toEqual([201, 201, 201])
  })

  it('throttles parallel parts one by one, every other time without Retry-After', async () => {
    const answers = await parts(Array.from({ length: 8 }, (_, at) => create(`p${at}`)))
    const refused = [...answers.values()].filter(({ status }) => status === 429)
    expect(refused).toHaveLength(4)
    expect(refused[0]?.body).toMatchObject({ error: { code: 'ApplicationThrottled' } })
    expect(refused.filter(({ headers }) => 'Retry-After' in headers)).toHaveLength(2)
  })

  it('runs four parts at a time when told that Graph does so (U33)', async () => {
    emulator.settings.setUncertain({ U33: 'four-at-a-time' })
    const answers = await parts(Array.from({ length: 20 }, (_, at) => create(`p${at}`)))
    expect([...answers.values()].every(({ status }) => status === 201)).toBe(true)
  })

  it('writes a row of traffic for every part, naming the batch, and one for the batch', async () => {
    await parts([create('a'), create('b')])
    const rows = (await control(emulator, 'GET', '/traffic')).body as Record<string, unknown>[]
    expect(rows).toMatchObject([
      { path: `/v1.0${url}`, status: 201, inFlight: 1, batchOf: expect.any(String) },
      { path: `/v1.0${url}`, status: 201, inFlight: 2, batchOf: rows[0]?.batchOf },
      { path: '/v1.0/$batch', status: 200, batchOf: null },
    ])
  })

  it('is struck by faults part by part; a dropped connection takes the whole answer, not the work', async () => {
    await control(emulator, 'POST', '/faults', { match: { path: url }, times: 1, effect: { status: 500 } })
    expect(
      [...(await parts([create('a'), create('b')])).values()].map(({ status }) => status).sort(),
    ).toEqual([201, 500])
    await control(emulator, 'POST', '/faults', {
      match: { path: url },
      times: 1,
      effect: { dropAfterApply: true },
    })
    await expect(send([create('c'), create('d')])).rejects.toThrow(ConnectionDropped)
    const list = await request(emulator, 'GET', `/v1.0${url}`, { token })
    expect(await list.json()).toMatchObject({ value: { length: 3 } })
  })

  it('refuses the whole batch for its token', async () => {
    token = 'nonsense'
    expect((await send([create('a')])).status).toBe(401)
  })
})
