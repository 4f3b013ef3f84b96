import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Rig, startRig } from '../testing/rig'
import type { Functions } from '../testing/test-app'

let rig: Rig

const functions: Functions = (inngest) => [
  inngest.createFunction({ id: 'tick', triggers: [{ cron: '* * * * *' }] }, async ({ event }) => event),
  inngest.createFunction({ id: 'outage', triggers: [{ cron: '0 3 * * *' }] }, async ({ event }) => event),
  inngest.createFunction(
    { id: 'twofold', triggers: [{ cron: '0 4 * * *' }, { cron: '0 4 1-31 * *' }] },
    async ({ event }) => event,
  ),
]

beforeAll(async () => {
  rig = await startRig(functions)
})
afterAll(() => rig.close())

/** As if this much time had passed since the crons were last looked at. */
const rewind = (fn: string, interval: string) =>
  rig.sql`update runner.cron set next_at = next_at - ${interval}::interval where fn = ${`crm-${fn}`}`

const scheduledAt = (output: string | null) =>
  (JSON.parse(output ?? '') as { data: { scheduledAt: string } }).data.scheduledAt

describe('crons', () => {
  it('runner/T2 starts on the minute, with the event of a scheduled timer', async () => {
    await rewind('tick', '1 minute')
    const [run] = await rig.ended('tick')
    const event = JSON.parse(run?.output ?? '') as Record<string, unknown>
    const at = scheduledAt(run?.output ?? null)
    expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00Z$/)
    expect(event).toMatchObject({
      name: 'inngest/scheduled.timer',
      id: at,
      data: { cron: '* * * * *', scheduledAt: at, fireAt: expect.any(String) },
    })
    const [cron] = await rig.sql<{ wait: number }[]>`
      select extract(epoch from next_at - now())::float as wait from runner.cron where fn = 'crm-tick'`
    expect(cron?.wait).toBeGreaterThan(0)
    expect(cron?.wait).toBeLessThanOrEqual(60)
  })

  it('runner/T3 starts once after an outage, for the latest tick that was missed', async () => {
    await rewind('outage', '3 days')
    const [run, ...others] = await rig.ended('outage')
    const [{ latest } = { latest: '' }] = await rig.sql<{ latest: string }[]>`
      select to_char(next_at - interval '1 day', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as latest
      from runner.cron where fn = 'crm-outage'`
    expect(scheduledAt(run?.output ?? null)).toBe(latest)
    expect(others).toEqual([])
  })

  it('runner/T3 keeps what is due through a restart of the app, and makes one run of two crons in one minute', async () => {
    await rig.sql`update runner.app set checksum = 'changed'`
    await rewind('twofold', '1 day')
    expect(await rig.ended('twofold')).toHaveLength(1)
    const [left] = await rig.sql`select from runner.cron where fn = 'crm-twofold' and next_at <= now()`
    expect(left).toBeUndefined()
    expect(await rig.runs('twofold')).toHaveLength(1)
  })
})
