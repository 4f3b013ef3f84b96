import { describe, expect, it } from 'vitest'
import { calendarBox, deltaOf2027, hourFrom, immutable, weeklyFrom } from '../testing/calendar'

const view = (path: string, from: string, to: string) =>
  `${path}/calendarView?startDateTime=${from}&endDateTime=${to}`

/** Every Monday of March 2027: 1, 8, 15, 22, 29. */
async function withSeries(options: Parameters<typeof calendarBox>[0] = {}, recurrence?: object) {
  const box = await calendarBox(options)
  const range = { type: 'endDate', endDate: '2027-03-31' }
  const made = await box.post(
    hourFrom('2027-03-01T10:00', { recurrence: recurrence ?? weeklyFrom('2027-03-01', ['monday'], range) }),
  )
  const march = async () =>
    (await box.graph('GET', view(box.path, '2027-03-01', '2027-04-01'), undefined, immutable)).body.value ??
    []
  const starts = async () =>
    (await march()).map(({ start }) => String((start as { dateTime: string }).dateTime).slice(0, 16))
  return { ...box, made, march, starts }
}

describe('series (learn.microsoft.com/graph/api/resources/patternedrecurrence)', () => {
  it('are listed as a master among events, and as occurrences in a calendar view', async () => {
    const { graph, path, made, march } = await withSeries()
    expect((await graph('GET', `${path}/events`, undefined, immutable)).body.value).toMatchObject([
      { id: made.id, type: 'seriesMaster', seriesMasterId: null },
    ])
    const occurrences = await march()
    expect(occurrences).toHaveLength(5)
    expect(occurrences[1]).toMatchObject({
      type: 'occurrence',
      seriesMasterId: made.id,
      subject: 'Visit',
      recurrence: null,
      start: { dateTime: '2027-03-08T10:00:00.0000000', timeZone: 'UTC' },
      originalStart: '2027-03-08T10:00:00Z',
    })
    expect(new Set(occurrences.map(({ iCalUId }) => iCalUId)).size).toBe(5)
  })

  it('come back with the members that nobody sent', async () => {
    const { made } = await withSeries()
    expect(made.recurrence).toEqual({
      pattern: {
        type: 'weekly',
        interval: 1,
        month: 0,
        dayOfMonth: 0,
        daysOfWeek: ['monday'],
        firstDayOfWeek: 'sunday',
        index: 'first',
      },
      range: {
        type: 'endDate',
        startDate: '2027-03-01',
        endDate: '2027-03-31',
        recurrenceTimeZone: 'UTC',
        numberOfOccurrences: 0,
      },
    })
  })

  it('keep the time of day of their zone over a change of clocks', async () => {
    const { graph, path, post } = await calendarBox()
    const at = (dateTime: string) => ({ dateTime, timeZone: 'Europe/Paris' })
    await post({
      start: at('2027-03-26T10:00:00'),
      end: at('2027-03-26T11:00:00'),
      recurrence: weeklyFrom('2027-03-26', ['friday']),
    })
    const { body } = await graph('GET', view(path, '2027-03-20', '2027-04-05'))
    expect(body.value?.map(({ start }) => (start as { dateTime: string }).dateTime.slice(0, 16))).toEqual([
      '2027-03-26T09:00',
      '2027-04-02T08:00',
    ])
  })

  it('of days stay days in every zone', async () => {
    const { graph, path, post } = await calendarBox()
    const at = (dateTime: string) => ({ dateTime, timeZone: 'Pacific/Auckland' })
    await post({
      isAllDay: true,
      start: at('2027-09-24T00:00:00'),
      end: at('2027-09-26T00:00:00'),
      recurrence: weeklyFrom('2027-09-24', ['friday']),
    })
    const hawaii = { Prefer: 'outlook.timezone="Pacific/Honolulu"' }
    const { body } = await graph('GET', view(path, '2027-09-20', '2027-10-05'), undefined, hawaii)
    expect(body.value?.map(({ start, end }) => [start, end])).toMatchObject([
      [{ dateTime: '2027-09-24T00:00:00.0000000' }, { dateTime: '2027-09-26T00:00:00.0000000' }],
      [{ dateTime: '2027-10-01T00:00:00.0000000' }, { dateTime: '2027-10-03T00:00:00.0000000' }],
    ])
  })

  it('lose the seconds of their start (compass-calendar#3665), and must begin on the day of the range', async () => {
    const { graph, path, post } = await calendarBox()
    const start = { dateTime: '2027-03-01T02:36:12', timeZone: 'UTC' }
    const recurrence = weeklyFrom('2027-03-01', ['monday'])
    const made = await post({ ...hourFrom('2027-03-01T10:00'), start, recurrence })
    expect(made.start).toMatchObject({ dateTime: '2027-03-01T02:36:00.0000000' })
    const wrong = hourFrom('2027-03-02T10:00', { recurrence })
    expect((await graph('POST', `${path}/events`, wrong)).status).toBe(400)
    const incomplete = {
      pattern: { type: 'weekly', interval: 1 },
      range: { type: 'noEnd', startDate: '2027-03-02' },
    }
    expect((await graph('POST', `${path}/events`, { ...wrong, recurrence: incomplete })).status).toBe(400)
  })

  it('list their instances within a window (learn.microsoft.com/graph/api/event-list-instances)', async () => {
    const { graph, post, made } = await withSeries()
    const span = 'startDateTime=2027-03-08&endDateTime=2027-03-16'
    expect((await graph('GET', `/me/events/${made.id}/instances?${span}`)).body.value).toHaveLength(2)
    const single = await post(hourFrom('2027-03-01T10:00'))
    expect((await graph('GET', `/me/events/${single.id}/instances?${span}`)).status).toBe(400)
  })

  it.each([
    ['keeps', true],
    ['new-id', false],
  ] as const)('are made of single events and back by a PATCH; the id: %s', async (U11, same) => {
    const { graph, post } = await calendarBox({ uncertain: { U11 } })
    const single = await post(hourFrom('2027-03-01T10:00'))
    const recurrence = weeklyFrom('2027-03-01', ['monday'])
    const series = await graph('PATCH', `/me/events/${single.id}`, { recurrence }, immutable)
    expect(series.body.type).toBe('seriesMaster')
    expect(series.body.id === single.id).toBe(same)
    expect(series.body.iCalUId).toBe(single.iCalUId)
    const back = await graph('PATCH', `/me/events/${series.body.id}`, { recurrence: null }, immutable)
    expect(back.body).toMatchObject({ type: 'singleInstance', recurrence: null })
  })
})

describe('occurrences', () => {
  it('become exceptions when changed, and keep their id and their place in the series', async () => {
    const { graph, made, march } = await withSeries()
    const id = (await march())[1]?.id
    const changed = await graph(
      'PATCH',
      `/me/events/${id}`,
      hourFrom('2027-03-09T15:00', { subject: 'Special' }),
      immutable,
    )
    expect(changed).toMatchObject({ status: 200, body: { id, type: 'exception', seriesMasterId: made.id } })
    expect((await march())[1]).toMatchObject({
      id,
      subject: 'Special',
      start: { dateTime: '2027-03-09T15:00:00.0000000' },
      originalStart: '2027-03-08T10:00:00Z',
    })
    expect((await graph('GET', `/me/events/${made.id}`)).body.subject).toBe('Visit')
  })

  it('stay between their neighbours (learn.microsoft.com/graph/api/event-update)', async () => {
    const { graph, march } = await withSeries()
    const id = (await march())[1]?.id
    for (const day of ['2027-03-01', '2027-03-15', '2027-03-16'])
      expect(await graph('PATCH', `/me/events/${id}`, hourFrom(`${day}T15:00`))).toMatchObject({
        status: 400,
        body: { error: { code: 'ErrorOccurrenceCrossingBoundary' } },
      })
    expect((await graph('PATCH', `/me/events/${id}`, hourFrom('2027-03-14T15:00'))).status).toBe(200)
  })

  it('are left out when deleted; the series goes with its master', async () => {
    const { graph, made, march, starts } = await withSeries()
    const id = (await march())[2]?.id
    expect((await graph('DELETE', `/me/events/${id}`)).status).toBe(204)
    expect((await graph('GET', `/me/events/${id}`)).status).toBe(404)
    expect(await starts()).toEqual(['01', '08', '22', '29'].map((day) => `2027-03-${day}T10:00`))
    await graph('DELETE', `/me/events/${made.id}`)
    expect(await march()).toEqual([])
  })

  it('move with their series, which forgets its exceptions then', async () => {
    const { graph, made, march, starts } = await withSeries()
    await graph('PATCH', `/me/events/${(await march())[1]?.id}`, { subject: 'Special' })
    const recurrence = weeklyFrom('2027-03-02', ['tuesday'], { type: 'numbered', numberOfOccurrences: 2 })
    await graph('PATCH', `/me/events/${made.id}`, { ...hourFrom('2027-03-02T08:00'), recurrence })
    expect(await starts()).toEqual(['2027-03-02T08:00', '2027-03-09T08:00'])
    expect((await march()).map(({ subject }) => subject)).toEqual(['Visit', 'Visit'])
  })
})

describe('delta of series', () => {
  it('tells the master whole, occurrences in brief and exceptions whole (microsoft-graph-docs#7632)', async () => {
    const { graph, path, round, made, march } = await withSeries()
    await graph('PATCH', `/me/events/${(await march())[1]?.id}`, { subject: 'Special' })
    const { items } = await round(deltaOf2027(path))
    expect(items.map(({ type }) => type)).toEqual([
      'seriesMaster',
      'occurrence',
      'exception',
      'occurrence',
      'occurrence',
      'occurrence',
    ])
    expect(Object.keys(items[1] ?? {})).toEqual([
      '@odata.type',
      '@odata.etag',
      'id',
      'type',
      'seriesMasterId',
      'start',
      'end',
    ])
    expect(items[2]).toMatchObject({ subject: 'Special', seriesMasterId: made.id, body: {} })
  })

  it('never splits a series over two pages (microsoft-graph-docs#4501)', async () => {
    const { path, post, round } = await withSeries()
    await post(hourFrom('2027-05-01T10:00'))
    const { pages } = await round(deltaOf2027(path), { Prefer: 'odata.maxpagesize=2' })
    expect(pages.map((page) => page.length)).toEqual([7])
    const small = await round(deltaOf2027(path), { Prefer: 'odata.maxpagesize=1' })
    expect(small.pages.map((page) => page.length)).toEqual([6, 1])
  })

  it('tells the master of a series that began before the window', async () => {
    const { path, post, round } = await calendarBox()
    const recurrence = weeklyFrom('2026-12-21', ['monday'], { type: 'endDate', endDate: '2027-01-10' })
    const { id } = await post(hourFrom('2026-12-21T10:00', { recurrence }))
    const { items } = await round(deltaOf2027(path))
    expect(items).toMatchObject([
      { id, type: 'seriesMaster', start: { dateTime: '2026-12-21T10:00:00.0000000' } },
      { type: 'occurrence', start: { dateTime: '2027-01-04T10:00:00.0000000' } },
    ])
  })

  it('tells a single event that becomes a series, and back, under its own id', async () => {
    const { graph, path, post, round } = await calendarBox()
    const { id } = await post(hourFrom('2027-03-01T10:00'))
    const first = await round(deltaOf2027(path))
    const recurrence = weeklyFrom('2027-03-01', ['monday'], { type: 'numbered', numberOfOccurrences: 2 })
    await graph('PATCH', `/me/events/${id}`, { recurrence })
    const second = await round(first.link)
    expect(second.items).toMatchObject([
      { id, type: 'seriesMaster' },
      { type: 'occurrence' },
      { type: 'occurrence' },
    ])
    await graph('PATCH', `/me/events/${id}`, { recurrence: null })
    expect((await round(second.link)).items).toMatchObject([{ id, type: 'singleInstance', recurrence: null }])
  })

  it('may give no sign of an occurrence that was deleted but its absence (microsoft-graph-docs#4501)', async () => {
    const { graph, path, round, march } = await withSeries()
    const first = await round(deltaOf2027(path))
    const gone = (await march())[2]?.id
    await graph('DELETE', `/me/events/${gone}`)
    const { items } = await round(first.link)
    expect(items).toHaveLength(5)
    expect(items.map(({ id }) => id)).not.toContain(gone)
  })
})
