import { describe, expect, it } from 'vitest'
import { calendarBox, deltaOf2027, hourFrom, immutable } from '../testing/calendar'
import { control } from '../testing/control'
import { small } from '../testing/small-seed'

const removed = { reason: 'deleted' }

async function withEvents(options: Parameters<typeof calendarBox>[0] = {}) {
  const box = await calendarBox(options)
  const inside = await box.post(hourFrom('2027-03-01T10:00', { subject: 'Inside' }))
  const outside = await box.post(hourFrom('2029-03-01T10:00', { subject: 'Outside' }))
  const first = await box.round(deltaOf2027(box.path))
  return { ...box, inside, outside, first }
}

describe('delta of a calendar view (learn.microsoft.com/graph/api/event-delta)', () => {
  it('tells the whole events that lie in the window, then only what changed', async () => {
    const { graph, round, inside, first } = await withEvents()
    expect(first.items).toMatchObject([
      {
        '@odata.type': '#microsoft.graph.event',
        id: inside.id,
        subject: 'Inside',
        body: { contentType: 'html' },
      },
    ])
    expect((await round(first.link)).items).toEqual([])
    await graph('PATCH', `/me/events/${inside.id}`, { subject: 'Edited' })
    expect((await round(first.link)).items).toMatchObject([{ id: inside.id, subject: 'Edited' }])
  })

  it('tells of deleted events as removed', async () => {
    const { graph, round, inside, first } = await withEvents()
    await graph('DELETE', `/me/events/${inside.id}`)
    expect((await round(first.link)).items).toEqual([
      { '@odata.type': '#microsoft.graph.event', id: inside.id, '@removed': removed },
    ])
  })

  it('tells of events that leave the window as removed, and of those that come in as they are', async () => {
    const { graph, round, inside, outside, first } = await withEvents()
    await graph('PATCH', `/me/events/${inside.id}`, hourFrom('2028-03-01T10:00'))
    await graph('PATCH', `/me/events/${outside.id}`, hourFrom('2027-05-01T10:00'))
    expect((await round(first.link)).items).toMatchObject([
      { id: inside.id, '@removed': removed },
      { id: outside.id, start: { dateTime: '2027-05-01T10:00:00.0000000' } },
    ])
    expect((await graph('GET', `/me/events/${inside.id}`)).status).toBe(200)
  })

  it('tells of whatever is made, changed or deleted outside the window as removed (microsoft-graph-docs#6599)', async () => {
    const { graph, round, post, outside, first } = await withEvents()
    const made = await post(hourFrom('2026-12-31T10:00'))
    await graph('PATCH', `/me/events/${outside.id}`, { subject: 'Edited' })
    const { items, link } = await round(first.link)
    expect(items).toMatchObject([
      { id: made.id, '@removed': removed },
      { id: outside.id, '@removed': removed },
    ])
    await graph('DELETE', `/me/events/${made.id}`)
    expect((await round(link)).items).toMatchObject([{ id: made.id, '@removed': removed }])
  })

  it('tells of events that move to another calendar as removed, and in the other one as new', async () => {
    const { emulator, graph, round, inside, first } = await withEvents()
    const other = await round(deltaOf2027('/me'))
    const calendarId = (await graph('GET', '/me/calendar')).body.id
    await control(emulator, 'POST', '/events/move', { userId: small.anaId, eventId: inside.id, calendarId })
    expect((await round(first.link)).items).toMatchObject([{ id: inside.id, '@removed': removed }])
    expect((await round(other.link)).items).toMatchObject([{ id: inside.id, subject: 'Inside' }])
  })

  it('covers an event that reaches into the window, and not one that only touches it', async () => {
    const { round, post, path } = await calendarBox()
    const day = (start: string, end: string) => ({
      start: { dateTime: start, timeZone: 'UTC' },
      end: { dateTime: end, timeZone: 'UTC' },
    })
    await post({ subject: 'before', ...day('2026-12-31T10:00', '2027-01-01T00:00') })
    await post({ subject: 'into', ...day('2026-12-31T10:00', '2027-01-01T00:01') })
    await post({ subject: 'last', ...day('2027-12-31T23:59', '2028-01-02T00:00') })
    await post({ subject: 'after', ...day('2028-01-01T00:00', '2028-01-01T01:00') })
    await post({ subject: 'moment', ...day('2027-01-01T00:00', '2027-01-01T00:00') })
    const { items } = await round(deltaOf2027(path))
    expect(items.map(({ subject }) => subject)).toEqual(['into', 'last', 'moment'])
  })

  it('keeps its window, and pages by maxpagesize, which is asked for on each page', async () => {
    const { graph, follow, post, path } = await calendarBox()
    for (let day = 1; day <= 13; day += 1) await post(hourFrom(`2027-03-${10 + day}T10:00`))
    const first = await graph('GET', deltaOf2027(path), undefined, { Prefer: 'odata.maxpagesize=2' })
    expect(first.body.value).toHaveLength(2)
    expect(first.headers.get('preference-applied')).toBe('odata.track-changes')
    const link = String(first.body['@odata.nextLink'])
    expect(link).toMatch(/^https:\/\/graph\.microsoft\.com\/.*\$skiptoken=/)
    expect((await graph('GET', follow(link))).body.value).toHaveLength(10)
  })

  it('may send empty pages with a nextLink, and the same item twice', async () => {
    const lively = { emptyDeltaPageChance: 1, repeatedDeltaItemChance: 1 }
    const { round, post, path } = await calendarBox({ conduct: lively })
    await post(hourFrom('2027-03-01T10:00'))
    const { pages } = await round(deltaOf2027(path))
    expect(pages.map((page) => page.length)).toEqual([0, 2])
  })

  it.each([
    ['startDateTime=2027-01-01T00:00:00Z', 'ErrorInvalidParameter'],
    ['endDateTime=2027-01-01T00:00:00Z', 'ErrorInvalidParameter'],
    ['startDateTime=soon&endDateTime=2027-01-01', 'ErrorInvalidParameter'],
    ['startDateTime=2027-01-01&endDateTime=2032-01-01', 'ErrorInvalidRequest'],
    ['startDateTime=2027-01-01&endDateTime=2028-01-01&$select=subject', 'ErrorInvalidUrlQuery'],
    ["startDateTime=2027-01-01&endDateTime=2028-01-01&$filter=subject eq 'x'", 'ErrorInvalidUrlQuery'],
    ['startDateTime=2027-01-01&endDateTime=2028-01-01&$expand=extensions', 'ErrorInvalidUrlQuery'],
    ['startDateTime=2027-01-01&endDateTime=2028-01-01&$orderby=subject', 'ErrorInvalidUrlQuery'],
  ])('refuses %s', async (query, code) => {
    const { graph, path } = await calendarBox()
    const answer = await graph('GET', `${path}/calendarView/delta?${query}`)
    expect(answer).toMatchObject({ status: 400, body: { error: { code } } })
  })

  it('is offered of a calendar view only, in v1.0', async () => {
    const { graph, path } = await calendarBox()
    expect(await graph('GET', `${path}/events/delta`)).toMatchObject({
      status: 400,
      body: { error: { code: 'ErrorInvalidParameter' } },
    })
    expect((await graph('GET', `${path}/events/delta?startDateTime=2027-01-01`)).status).toBe(501)
  })

  it('spans 1,825 days at most, and longer ones in that reading', async () => {
    const span = 'startDateTime=2027-01-01T00:00:00Z&endDateTime=2031-12-31T00:00:00Z'
    const strict = await calendarBox()
    expect((await strict.graph('GET', `${strict.path}/calendarView/delta?${span}`)).status).toBe(200)
    const loose = await calendarBox({ uncertain: { U35: 'no' } })
    const longer = `${span}`.replace('2031', '2040')
    expect((await loose.graph('GET', `${loose.path}/calendarView/delta?${longer}`)).status).toBe(200)
    expect((await loose.graph('GET', `${loose.path}/calendarView?${longer}`)).status).toBe(400)
  })

  it('answers 410 once its tokens are expired, 400 for a mangled one', async () => {
    const { emulator, graph, first } = await withEvents()
    expect((await graph('GET', `${first.link}x`)).status).toBe(400)
    await control(emulator, 'POST', '/delta-tokens/expire', { userId: small.anaId })
    expect(await graph('GET', first.link)).toMatchObject({
      status: 410,
      body: { error: { code: 'SyncStateNotFound' } },
    })
  })

  it.each([
    ['404', 404, 'ErrorItemNotFound'],
    ['404-sync-folder', 404, 'ErrorSyncFolderNotFound'],
    ['410', 410, 'SyncStateNotFound'],
    ['empty', 200, undefined],
  ] as const)('of a deleted calendar answers as switched: %s', async (U2, status, code) => {
    const { graph, path, first } = await withEvents({ uncertain: { U2 } })
    await graph('DELETE', path)
    const answer = await graph('GET', first.link, undefined, immutable)
    expect(answer.status).toBe(status)
    expect(answer.body.error?.code).toBe(code)
  })

  it.each([
    ['ignored', expect.objectContaining({ showAs: 'busy' })],
    ['honoured', expect.not.objectContaining({ showAs: 'busy' })],
  ] as const)('takes $select in that reading: %s', async (U9, shape) => {
    const { graph, path } = await withEvents({ uncertain: { U9 } })
    const { body } = await graph('GET', `${deltaOf2027(path)}&$select=subject`)
    expect(body.value).toEqual([shape])
  })

  it.each([
    ['yes', 1],
    ['no', 0],
  ] as const)('tells of extended properties: %s', async (U14, count) => {
    const { graph, round, inside, first } = await withEvents({ uncertain: { U14 } })
    const id = 'String {3c8f2f5a-7b1d-4d3e-9a43-6f2f0d9f5b21} Name CrmRecordId'
    await graph('PATCH', `/me/events/${inside.id}`, { singleValueExtendedProperties: [{ id, value: '1' }] })
    expect((await round(first.link)).items).toHaveLength(count)
  })
})
