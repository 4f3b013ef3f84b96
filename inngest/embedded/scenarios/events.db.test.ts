import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signCall } from '../protocol/signature'
import { type Rig, startRig } from '../testing/rig'
import { type Functions, testKeys } from '../testing/test-app'

let rig: Rig

const echo = async ({ event }: { event: { data: unknown } }) => event.data
const functions: Functions = (inngest) => [
  ...['seeded', 'twice-1', 'twice-2', 'later', 'atomic', 'shape'].map((id) =>
    inngest.createFunction({ id, triggers: [{ event: id.replace(/-\d$/, '') }] }, echo),
  ),
  inngest.createFunction(
    { id: 'both', triggers: [{ event: 'both' }, { event: 'both', if: 'event.data.n > 1' }] },
    echo,
  ),
  inngest.createFunction({ id: 'large-n', triggers: [{ event: 'number', if: 'event.data.n >= 12' }] }, echo),
  inngest.createFunction({ id: 'no-n', triggers: [{ event: 'number', if: 'event.data.n == null' }] }, echo),
  inngest.createFunction(
    { id: 'deep', triggers: [{ event: 'number', if: "event.data.a.b.c != 'x'" }] },
    echo,
  ),
  inngest.createFunction({ id: 'mixed', triggers: [{ event: 'number', if: "event.data.n != 'x'" }] }, echo),
  inngest.createFunction(
    {
      id: 'finished',
      triggers: [{ event: 'inngest/function.finished', if: "event.data.function_id == 'crm-shape'" }],
    },
    async ({ event }) => event,
  ),
]

beforeAll(async () => {
  rig = await startRig(functions)
})
afterAll(() => rig.close())

async function post(body: unknown, headers: Record<string, string> = {}, key = testKeys.eventKey) {
  const response = await fetch(`${rig.runner.url}/e/${key}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return {
    status: response.status,
    body: (await response.json()) as { ids?: string[]; status: number; error?: string },
  }
}

describe('event API', () => {
  it.each([
    { what: 'an event', body: { name: 'a', data: {} }, ids: 1 },
    { what: 'a list', body: [{ name: 'a' }, { name: 'b' }], ids: 2 },
    { what: 'no data', body: { name: 'a' }, ids: 1 },
    { what: 'ts 0 for now', body: { name: 'a', ts: 0 }, ids: 1 },
  ])('runner/E1 accepts $what', async ({ body, ids }) => {
    const answer = await post(body)
    expect(answer).toMatchObject({ status: 200, body: { status: 200 } })
    expect(answer.body.ids).toHaveLength(ids)
  })

  it.each([
    { what: 'no name', body: { data: {} }, error: 'event name is empty' },
    { what: 'a reserved name', body: { name: 'inngest/x' }, error: /reserved/ },
    { what: 'a list as data', body: { name: 'a', data: [] }, error: /data/ },
    { what: 'a ts before 1980', body: { name: 'a', ts: 5 }, error: /ts/ },
    { what: 'a ts after 2100', body: { name: 'a', ts: 4_200_000_000_000 }, error: /ts/ },
    { what: 'what is not JSON', body: '{', error: /JSON/ },
  ])('runner/E1 refuses $what', async ({ body, error }) => {
    const answer = await post(body)
    expect(answer).toMatchObject({ status: 400, body: { status: 400 } })
    expect(answer.body.error).toMatch(error)
  })

  it('runner/E2 makes the ids of the seed, so that a repeated request starts one run', async () => {
    const seed = { 'x-inngest-event-id-seed': '1743130137367,eii2YKXRVTJPuA==' }
    const body = [{ name: 'seeded' }, { name: 'seeded' }]
    const [first, second] = [await post(body, seed), await post(body, seed)]
    expect(first.body.ids).toEqual(['01JQDAE4RQF8MBCR55T5AK4KXS', '01JQDAE4RQF8MBCR55T5AK4KXT'])
    expect(second.body.ids).toEqual(first.body.ids)
    expect(await rig.ended('seeded', 2)).toHaveLength(2)
  })

  it('runner/E3 starts each function once per event id, also after the run has ended', async () => {
    await rig.inngest.send([
      { name: 'twice', id: 'same' },
      { name: 'twice', id: 'same' },
    ])
    await rig.ended('twice-1')
    await rig.inngest.send([
      { name: 'twice', id: 'same' },
      { name: 'twice', id: 'other' },
    ])
    expect(await rig.ended('twice-1', 2)).toHaveLength(2)
    expect(await rig.ended('twice-2', 2)).toHaveLength(2)
  })

  it('runner/E3 takes an event id anew after 24 hours', async () => {
    await rig.inngest.send({ name: 'twice', id: 'old' })
    const before = (await rig.ended('twice-1', 3)).length
    await rig.sql`update runner.seen set at = now() - interval '25 hours' where key = 'old'`
    await rig.inngest.send({ name: 'twice', id: 'old' })
    expect(await rig.ended('twice-1', before + 1)).toHaveLength(before + 1)
  })

  it('runner/E4 stores nothing of a list with one bad event', async () => {
    const answer = await post([{ name: 'atomic' }, { name: '' }])
    expect(answer.status).toBe(400)
    expect(await rig.runs('atomic')).toEqual([])
    const [stored] = await rig.sql`select from runner.event where name = 'atomic'`
    expect(stored).toBeUndefined()
  })

  it('runner/E5 holds an event of the future until its time', async () => {
    const ts = Date.now() + 1_000
    await rig.inngest.send({ name: 'later', ts })
    await rig.ended('later')
    expect(Date.now()).toBeGreaterThanOrEqual(ts)
  })

  it('runner/E6 answers 401 to a wrong key and to an unsigned registration', async () => {
    expect(await post({ name: 'a' }, {}, 'wrong')).toMatchObject({ status: 401, body: { status: 401 } })
    for (const authorization of ['', 'Bearer undefined', 'Bearer signkey-test-00']) {
      const register = await fetch(`${rig.runner.url}/fn/register`, {
        method: 'POST',
        headers: { authorization },
        body: '{}',
      })
      expect(register.status).toBe(401)
    }
  })

  it('runner/X2 speaks to an app that refuses every call that is not signed', async () => {
    const call = (headers: Record<string, string>) =>
      fetch(`${rig.settings.appEndpoint}?fnId=crm-shape&stepId=step`, { method: 'POST', headers, body: '{}' })
    expect((await call({})).status).toBe(401)
    expect((await call({ 'x-inngest-signature': signCall('{}', 'cd34', new Date()) })).status).toBe(401)
  })

  it('answers 404 to what it does not support', async () => {
    const response = await fetch(`${rig.runner.url}/v1/realtime/token`, { method: 'POST' })
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({
      status: 404,
      error: expect.stringMatching(/not supported/),
    })
  })
})

describe('triggers', () => {
  it('runner/T1 starts a function once though two of its triggers match', async () => {
    await rig.inngest.send({ name: 'both', data: { n: 2 } })
    expect(await rig.ended('both')).toHaveLength(1)
  })

  it('runner/T1 evaluates conditions as Inngest does: a missing field is null, mixed types start nothing', async () => {
    await rig.inngest.send([
      { name: 'number', data: { n: 12 } },
      { name: 'number', data: { n: 3 } },
      { name: 'number', data: {} },
    ])
    await rig.ended('deep', 3)
    for (const fn of ['large-n', 'no-n', 'mixed']) await rig.ended(fn)
    const outputs = async (fn: string) =>
      (await rig.runs(fn)).map(({ output }) => JSON.parse(output ?? '')?.n)
    expect(await outputs('large-n')).toEqual([12])
    expect(await outputs('no-n')).toEqual([undefined])
    expect(await outputs('mixed')).toEqual([undefined])
  })

  it('runner/F2 starts what listens to function.finished, with the result', async () => {
    await rig.inngest.send({ name: 'shape', data: { answer: 42 } })
    expect(await rig.output('finished')).toMatchObject({
      name: 'inngest/function.finished',
      data: { function_id: 'crm-shape', result: { answer: 42 }, _inngest: { status: 'Completed' } },
    })
    expect(await rig.runs('finished')).toHaveLength(1)
  })
})
