import { get } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { thinOut } from '../retention'
import { until } from '../testing/journal'
import { type Rig, startRig } from '../testing/rig'
import type { Functions } from '../testing/test-app'

let rig: Rig

const functions: Functions = (inngest) => [
  inngest.createFunction(
    {
      id: 'greet',
      name: 'Greet <everyone>',
      triggers: [{ event: 'greet' }],
      concurrency: { limit: 2, key: 'event.data.who' },
    },
    async ({ event, step }) => step.run('write <b>', () => `<i>${event.data.who}</i>`),
  ),
  inngest.createFunction({ id: 'fails', retries: 0, triggers: [{ event: 'fails' }] }, async () => {
    throw new TypeError('no <luck>')
  }),
  inngest.createFunction(
    { id: 'sleeps', triggers: [{ event: 'sleeps' }], singleton: { mode: 'skip' } },
    async ({ step }) => step.sleep('nap', '1h'),
  ),
]

beforeAll(async () => {
  rig = await startRig(functions)
  await rig.inngest.send([{ name: 'greet', data: { who: 'Ana' } }, { name: 'fails' }, { name: 'sleeps' }])
  await rig.ended('greet')
  await rig.ended('fails')
  await until(async () => (await rig.sql`select from runner.job where kind = 'timer'`).length === 1)
})
afterAll(() => rig.close())

const load = async (path: string) => (await fetch(`${rig.runner.url}${path}`)).text()

async function runAgain(id: string, token?: string) {
  const given = token ?? /name="token" value="([^"]+)"/.exec(await load(`/runs/${id}`))?.[1] ?? ''
  return fetch(`${rig.runner.url}/runs/${id}/again`, {
    method: 'POST',
    body: new URLSearchParams({ token: given }),
    redirect: 'manual',
  })
}

describe('the page', () => {
  it('shows functions, what waits, runs, and failures with their error', async () => {
    const text = await load('/')
    expect(text).toContain('Greet &lt;everyone&gt;')
    expect(text).toContain('at most 2 at once per event.data.who')
    expect(text).toMatch(/sleeps, wakes in \d+ min/)
    expect(text).toContain('TypeError: no &lt;luck&gt;')
    expect(text).toContain('app synced')
  })

  it('filters runs by state and function', async () => {
    const failed = await load('/?status=failed')
    expect(failed).toContain('no &lt;luck&gt;')
    expect(failed.slice(failed.indexOf('id="runs"'))).not.toContain('crm-greet</a>')
    const one = await load('/?fn=crm-greet')
    expect(one.slice(one.indexOf('id="runs"'))).not.toContain('no &lt;luck&gt;')
  })

  it('shows one run with its steps, event and result, nothing of it as markup', async () => {
    const [run] = await rig.runs('greet')
    const text = await load(`/runs/${run?.id}`)
    expect(text).toContain('write &lt;b&gt;')
    expect(text).toContain('&lt;i&gt;Ana&lt;/i&gt;')
    expect(text).not.toContain('<i>')
  })

  it('runs one again, with the same event', async () => {
    const [run] = await rig.runs('greet')
    const answer = await runAgain(run?.id ?? '')
    expect(answer.status).toBe(303)
    const runs = await rig.ended('greet', 2)
    expect(answer.headers.get('location')).toBe(`/runs/${runs[1]?.id}`)
    expect(runs[1]?.output).toBe('"<i>Ana</i>"')
  })

  it('is for this machine only, whatever name points to it', async () => {
    const status = await new Promise((resolve, reject) => {
      get({ port: rig.runner.port, host: '127.0.0.1', headers: { host: 'stranger.example' } }, (response) =>
        resolve(response.statusCode),
      ).once('error', reject)
    })
    expect(status).toBe(403)
  })

  it('starts nothing without its token, or beside an active singleton', async () => {
    const [run] = await rig.runs('sleeps')
    expect((await runAgain(run?.id ?? '', 'guessed')).status).toBe(403)
    expect((await runAgain(run?.id ?? '')).status).toBe(409)
    expect(
      (await runAgain('01UNKNOWN', /value="([^"]+)"/.exec(await load(`/runs/${run?.id}`))?.[1])).status,
    ).toBe(409)
    expect(await rig.runs('sleeps')).toHaveLength(1)
  })
})

describe('retention', () => {
  it('deletes ended runs by age with their events, keeps failures longer and active runs always', async () => {
    await rig.sql`update runner.run set ended_at = ended_at - interval '4 days' where ended_at is not null`
    await rig.sql`update runner.event set received_at = received_at - interval '4 days'`
    await rig.sql`update runner.seen set at = at - interval '4 days'`
    expect(await thinOut(rig.sql, rig.settings.retention)).toEqual({ runs: 2, events: 1 })
    const left = await rig.sql<{ fn: string }[]>`select fn from runner.run order by fn`
    expect(left.map(({ fn }) => fn)).toEqual(['crm-fails', 'crm-sleeps'])
    expect(await rig.sql`select from runner.seen`).toHaveLength(0)
    await rig.sql`update runner.run set ended_at = ended_at - interval '30 days' where status = 'failed'`
    expect(await thinOut(rig.sql, rig.settings.retention)).toEqual({ runs: 1, events: 1 })
  })
})
