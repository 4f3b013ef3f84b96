import { describe, expect, it } from 'vitest'
import { calendarBox, hourFrom } from '../testing/calendar'

const at = (dateTime: string, timeZone: string) => ({ dateTime, timeZone })
const zone = (name: string) => ({ Prefer: `outlook.timezone="${name}", IdType="ImmutableId"` })
const allDay = (start: string, end: string, timeZone = 'Europe/Paris', more: object = {}) => ({
  isAllDay: true,
  start: at(`${start}T00:00:00`, timeZone),
  end: at(`${end}T00:00:00`, timeZone),
  ...more,
})

describe('times of events (learn.microsoft.com/graph/api/resources/datetimetimezone)', () => {
  it('come back in UTC with seven decimals, or in the zone that is preferred, as it is spelled there', async () => {
    const { graph, post } = await calendarBox()
    const { id } = await post({
      start: at('2027-07-01T09:30:00', 'Europe/Paris'),
      end: at('2027-07-01T10:00:00', 'Romance Standard Time'),
    })
    const path = `/me/events/${id}`
    expect((await graph('GET', path)).body).toMatchObject({
      start: at('2027-07-01T07:30:00.0000000', 'UTC'),
      end: at('2027-07-01T08:00:00.0000000', 'UTC'),
      originalStartTimeZone: 'Europe/Paris',
      originalEndTimeZone: 'Romance Standard Time',
    })
    const tokyo = await graph('GET', path, undefined, zone('Tokyo Standard Time'))
    expect(tokyo.body.start).toEqual(at('2027-07-01T16:30:00.0000000', 'Tokyo Standard Time'))
    expect(tokyo.headers.get('preference-applied')).toContain('outlook.timezone="Tokyo Standard Time"')
    const auckland = await graph('GET', path, undefined, zone('Pacific/Auckland'))
    expect(auckland.body.start).toEqual(at('2027-07-01T19:30:00.0000000', 'Pacific/Auckland'))
  })

  it('name their zones as Windows does, in that reading', async () => {
    const { post } = await calendarBox({ uncertain: { U12: 'windows' } })
    const made = await post({
      start: at('2027-07-01T09:30:00', 'Europe/Paris'),
      end: at('2027-07-01T10:00:00', 'Europe/Paris'),
    })
    expect(made.originalStartTimeZone).toBe('Romance Standard Time')
  })

  it.each(['Mars Standard Time', '+02:00', ''])(
    'refuse the zone %j, in a body and in Prefer',
    async (name) => {
      const { graph, path, post } = await calendarBox()
      const body = { start: at('2027-07-01T09:30:00', name), end: at('2027-07-01T10:00:00', name) }
      const refused = { status: 400, body: { error: { code: 'TimeZoneNotSupportedException' } } }
      expect(await graph('POST', `${path}/events`, body)).toMatchObject(refused)
      const { id } = await post(hourFrom('2027-07-01T10:00'))
      expect(await graph('GET', `/me/events/${id}`, undefined, zone(name))).toMatchObject(refused)
    },
  )

  it('stand on the right side of a change of clocks, and are later where one skips them', async () => {
    const { post } = await calendarBox()
    const start = async (dateTime: string) =>
      (await post({ start: at(dateTime, 'Europe/Paris'), end: at('2027-12-01T00:00:00', 'UTC') })).start
    expect(await start('2027-03-28T01:59:00')).toMatchObject({ dateTime: '2027-03-28T00:59:00.0000000' })
    expect(await start('2027-03-28T02:30:00')).toMatchObject({ dateTime: '2027-03-28T01:30:00.0000000' })
    expect(await start('2027-10-31T03:00:00')).toMatchObject({ dateTime: '2027-10-31T02:00:00.0000000' })
  })

  it('refuse an end before the start', async () => {
    const { graph, path } = await calendarBox()
    const body = { start: at('2027-07-01T10:00:00', 'UTC'), end: at('2027-07-01T11:00:00', 'Europe/Paris') }
    expect((await graph('POST', `${path}/events`, body)).status).toBe(400)
    expect((await graph('POST', `${path}/events`, { start: body.start })).status).toBe(400)
  })
})

describe('all-day events (learn.microsoft.com/graph/api/resources/event, isAllDay)', () => {
  it('last from midnight to midnight, in whatever zone one asks (microsoft-graph-docs#1802)', async () => {
    const { graph, post } = await calendarBox()
    const made = await post(allDay('2027-07-01', '2027-07-03'))
    for (const name of ['UTC', 'Pacific/Auckland', 'Hawaiian Standard Time'])
      expect((await graph('GET', `/me/events/${made.id}`, undefined, zone(name))).body).toMatchObject({
        isAllDay: true,
        start: at('2027-07-01T00:00:00.0000000', name),
        end: at('2027-07-03T00:00:00.0000000', name),
        originalStartTimeZone: 'Europe/Paris',
      })
  })

  it('lie in a calendar view, and are filtered, by the midnight they were stored with (microsoft-graph-docs#16798)', async () => {
    const { graph, post, path } = await calendarBox()
    await post(allDay('2027-07-01', '2027-07-02', 'Pacific/Auckland'))
    const until = async (end: string) =>
      (await graph('GET', `${path}/calendarView?startDateTime=2027-06-01&endDateTime=${end}`)).body.value
    expect(await until('2027-06-30T12:00:00Z')).toEqual([])
    expect(await until('2027-06-30T12:00:01Z')).toHaveLength(1)
    const filter = "$filter=start/dateTime lt '2027-06-30T13:00:00'"
    expect((await graph('GET', `${path}/events?${filter}`)).body.value).toHaveLength(1)
  })

  it.each([
    ['a start that is no midnight', { start: at('2027-07-01T01:00:00', 'UTC') }],
    ['an end that is no midnight', { end: at('2027-07-02T01:00:00', 'UTC') }],
    ['two zones', { end: at('2027-07-02T00:00:00', 'Europe/Paris') }],
    ['less than a day', { end: at('2027-07-01T00:00:00', 'UTC') }],
  ])('refuse %s', async (_, change) => {
    const { graph, path } = await calendarBox()
    const body = { ...allDay('2027-07-01', '2027-07-02', 'UTC'), ...change }
    expect(await graph('POST', `${path}/events`, body)).toMatchObject({
      status: 400,
      body: { error: { code: 'ErrorPropertyValidationFailure' } },
    })
  })

  it('take both names of one zone', async () => {
    const { post } = await calendarBox()
    const body = {
      ...allDay('2027-07-01', '2027-07-02'),
      end: at('2027-07-02T00:00:00', 'Romance Standard Time'),
    }
    expect((await post(body)).isAllDay).toBe(true)
  })

  it('become timed ones and back when start, end and isAllDay are sent together', async () => {
    const { graph, post } = await calendarBox()
    const { id } = await post(hourFrom('2027-07-01T10:00'))
    const day = await graph('PATCH', `/me/events/${id}`, allDay('2027-07-04', '2027-07-05'))
    expect(day.body).toMatchObject({ isAllDay: true, start: at('2027-07-04T00:00:00.0000000', 'UTC') })
    const timed = await graph('PATCH', `/me/events/${id}`, {
      ...hourFrom('2027-07-04T10:00'),
      isAllDay: false,
    })
    expect(timed.body).toMatchObject({ isAllDay: false, start: at('2027-07-04T10:00:00.0000000', 'UTC') })
  })

  it.each([
    ['400-unless-midnight', 400],
    ['whole-days', 200],
  ] as const)('are not made by isAllDay alone unless that reading says so: %s', async (U37, status) => {
    const { graph, post } = await calendarBox({ uncertain: { U37 } })
    const { id } = await post(hourFrom('2027-07-01T10:00'))
    const answer = await graph('PATCH', `/me/events/${id}`, { isAllDay: true })
    expect(answer.status).toBe(status)
    if (status === 200)
      expect(answer.body).toMatchObject({
        start: at('2027-07-01T00:00:00.0000000', 'UTC'),
        end: at('2027-07-02T00:00:00.0000000', 'UTC'),
      })
  })
})
