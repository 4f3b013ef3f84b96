import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { calendarBox, hourFrom, weeklyFrom } from '../testing/calendar'
import { graphClient } from '../testing/graph-client'
import { mailbox } from '../testing/mailbox'
import { small } from '../testing/small-seed'
import { delegatedToken } from '../testing/test-emulator'

const view = (path: string, from: string, to: string, more = '') =>
  `${path}/calendarView?startDateTime=${encodeURIComponent(from)}&endDateTime=${encodeURIComponent(to)}${more}`

describe('calendar views (learn.microsoft.com/graph/api/user-list-calendarview)', () => {
  it('take the offset of their own ends, UTC without one, whatever zone is preferred', async () => {
    const { graph, path, post } = await calendarBox()
    await post(hourFrom('2027-03-01T10:00'))
    const count = async (from: string, to: string) =>
      (await graph('GET', view(path, from, to), undefined, { Prefer: 'outlook.timezone="Asia/Tokyo"' })).body
        .value?.length
    expect(await count('2027-03-01T10:30:00', '2027-03-01T10:40:00')).toBe(1)
    expect(await count('2027-03-01T11:30:00+01:00', '2027-03-01T11:40:00+01:00')).toBe(1)
    expect(await count('2027-03-01T11:30:00', '2027-03-01T11:40:00')).toBe(0)
    expect(await count('2027-03-01T09:00:00Z', '2027-03-01T10:00:00Z')).toBe(0)
  })

  it('need both ends, at most 1,825 days apart', async () => {
    const { graph, path } = await calendarBox()
    const code = async (query: string) =>
      (await graph('GET', `${path}/calendarView${query}`)).body.error?.code
    expect(await code('')).toBe('ErrorInvalidParameter')
    expect(await code('?startDateTime=2027-01-01')).toBe('ErrorInvalidParameter')
    expect(await code('?startdatetime=2027-01-01&enddatetime=2031-12-31')).toBeUndefined()
    expect(await code('?startDateTime=2027-01-01&endDateTime=2032-01-01')).toBe('ErrorInvalidRequest')
  })

  it('are filtered, selected and paged, in the order of time; when a thing was made cannot be selected', async () => {
    const { graph, follow, path, post } = await calendarBox()
    await post(hourFrom('2027-03-05T10:00', { subject: 'Late' }))
    await post(hourFrom('2027-03-01T10:00', { recurrence: weeklyFrom('2027-03-01', ['monday']) }))
    const first = await graph('GET', view(path, '2027-03-01', '2027-03-10', '&$select=subject,type&$top=2'))
    expect(first.body.value?.map(({ subject }) => subject)).toEqual(['Visit', 'Late'])
    const second = await graph('GET', follow(first.body['@odata.nextLink']))
    expect(second.body.value).toMatchObject([{ subject: 'Visit', type: 'occurrence' }])
    const late = await graph(
      'GET',
      view(path, '2027-03-01', '2027-03-10', "&$filter=type eq 'singleInstance'"),
    )
    expect(late.body.value).toHaveLength(1)
    const refused = await graph(
      'GET',
      view(path, '2027-03-01', '2027-03-10', '&$select=lastModifiedDateTime'),
    )
    expect(refused.status).toBe(400)
  })

  it('of /me and /me/calendar show the default calendar only', async () => {
    const { graph, post } = await calendarBox()
    await post(hourFrom('2027-03-01T10:00', { subject: 'Work' }))
    await post(hourFrom('2027-03-01T10:00', { subject: 'Own' }), '/me/calendar/events')
    for (const path of ['/me', '/me/calendar'])
      expect((await graph('GET', view(path, '2027-03-01', '2027-03-02'))).body.value).toMatchObject([
        { subject: 'Own' },
      ])
  })
})

it('the official client understands events, and pages through their delta', async () => {
  const { emulator, post, path } = await calendarBox()
  for (let day = 1; day <= 3; day += 1) await post(hourFrom(`2027-03-0${day}T10:00`))
  const client = graphClient(emulator, delegatedToken(emulator, small.anaId, ['Calendars.ReadWrite']))
  const page = await client
    .api(`${path}/calendarView/delta`)
    .query({ startDateTime: '2027-01-01T00:00:00Z', endDateTime: '2028-01-01T00:00:00Z' })
    .header('Prefer', 'odata.maxpagesize=2, IdType="ImmutableId"')
    .get()
  expect(page.value).toHaveLength(2)
  const last = await client.api(page['@odata.nextLink']).header('Prefer', 'odata.maxpagesize=2').get()
  expect(last).toMatchObject({ value: { length: 1 }, '@odata.deltaLink': expect.any(String) })
  await client.api(`/me/events/${page.value[0].id}`).delete()
})

it('calendars and events survive a restart, with their ids, etags and delta links', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'emulator-'))
  try {
    const before = await calendarBox({ dataDir })
    const delta = `${before.path}/calendarView/delta?startDateTime=2027-01-01&endDateTime=2028-01-01`
    const { link } = await before.round(delta)
    const recurrence = weeklyFrom('2027-12-20', ['monday'])
    const made = await before.post(hourFrom('2027-12-20T10:00', { recurrence, transactionId: 'T-1' }))
    before.emulator.close()
    const after = mailbox({ dataDir, conduct: { settleAfterMs: 0 } })
    const told = await after.graph('GET', link, undefined, { Prefer: 'IdType="ImmutableId"' })
    expect(told.body.value).toMatchObject([
      { id: made.id, '@odata.etag': made['@odata.etag'], transactionId: 'T-1' },
      { type: 'occurrence' },
      { type: 'occurrence' },
    ])
    after.emulator.close()
  } finally {
    rmSync(dataDir, { recursive: true })
  }
})
