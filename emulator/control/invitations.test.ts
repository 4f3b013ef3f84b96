import { describe, expect, it } from 'vitest'
import { calendarBox, hourFrom, weeklyFrom } from '../testing/calendar'
import { control } from '../testing/control'
import { small } from '../testing/small-seed'

const organizer = { name: 'Zoe Client', email: 'zoe@client.example' }
type Made = { iCalUId: string; events: { userId: string; id: string }[] }

async function invited(more: Record<string, unknown> = {}) {
  const box = await calendarBox()
  const call = (method: string, path: string, json?: unknown) =>
    control(box.emulator, method, `/invitations${path}`, json)
  const made = await call('POST', '', {
    organizer,
    attendeeIds: [small.anaId, 'bruno@small.example'],
    body: { contentType: 'html', content: '<p>Agenda</p>' },
    location: { displayName: 'At Zoe’s' },
    ...hourFrom('2027-03-01T10:00'),
    ...more,
  })
  const { iCalUId, events } = made.body as Made
  const copy = async () => (await box.eventsOf(small.anaId))[0]
  return { ...box, call, made, iCalUId, events, copy }
}

describe('invitations from outside all tenants', () => {
  it('lie unanswered in the default calendars of those invited, who are mailed', async () => {
    const { emulator, made, iCalUId, events, copy } = await invited()
    expect(made.status).toBe(201)
    expect(events.map(({ userId }) => userId)).toEqual([small.anaId, small.brunoId])
    expect(await copy()).toMatchObject({
      id: events[0]?.id,
      iCalUId,
      subject: 'Visit',
      isOrganizer: false,
      responseStatus: { response: 'notResponded' },
      organizer: { emailAddress: { name: 'Zoe Client', address: 'zoe@client.example' } },
      location: { displayName: 'At Zoe’s' },
      bodyPreview: 'Agenda',
    })
    const { body } = await control(emulator, 'GET', '/mail?to=ana@small.example')
    expect(body).toMatchObject([{ kind: 'meeting', from: 'zoe@client.example', subject: 'Visit' }])
  })

  it('are answered in the attendee’s mailbox; the organizer gets a mail', async () => {
    const { emulator, graph, events, copy } = await invited()
    expect((await graph('POST', `/me/events/${events[0]?.id}/accept`, {})).status).toBe(202)
    expect(await copy()).toMatchObject({ responseStatus: { response: 'accepted' } })
    const { body } = await control(emulator, 'GET', '/mail?to=zoe@client.example')
    expect(body).toMatchObject([{ from: 'ana@small.example', subject: 'Accepted: Visit' }])
  })

  it('follow the organizer’s changes of time, place and subject, and keep the answer', async () => {
    const { graph, call, iCalUId, events, copy } = await invited()
    await graph('POST', `/me/events/${events[0]?.id}/accept`, {})
    const changes = hourFrom('2027-03-05T08:00', { subject: 'Tour', location: { displayName: 'Garden' } })
    expect(await call('PATCH', `/${iCalUId}`, changes)).toMatchObject({
      status: 200,
      body: { iCalUId, events },
    })
    expect(await copy()).toMatchObject({
      subject: 'Tour',
      start: { dateTime: '2027-03-05T08:00:00.0000000' },
      location: { displayName: 'Garden' },
      responseStatus: { response: 'accepted' },
      bodyPreview: 'Agenda',
    })
  })

  it('are marked when cancelled, with a prefix that piles up when it happens again', async () => {
    const { call, iCalUId, copy } = await invited()
    expect((await call('DELETE', `/${iCalUId}`)).status).toBe(204)
    expect(await copy()).toMatchObject({ isCancelled: true, subject: 'Canceled: Visit' })
    expect((await call('DELETE', `/${iCalUId}`)).status).toBe(204)
    expect(await copy()).toMatchObject({ isCancelled: true, subject: 'Canceled: Canceled: Visit' })
  })

  it('may be series, last whole days, or be online', async () => {
    const series = await invited({ recurrence: weeklyFrom('2027-03-01', ['monday']) })
    expect(await series.copy()).toMatchObject({ type: 'seriesMaster' })
    const midnight = (day: string) => ({ dateTime: `${day}T00:00:00`, timeZone: 'Europe/Paris' })
    const days = await invited({ isAllDay: true, start: midnight('2027-03-01'), end: midnight('2027-03-02') })
    expect(await days.copy()).toMatchObject({ isAllDay: true })
    const joinUrl = 'https://meet.client.example/room/1'
    expect(await (await invited({ joinUrl })).copy()).toMatchObject({ onlineMeeting: { joinUrl } })
  })

  it('say what is wrong', async () => {
    const { call, emulator } = await invited()
    const event = { organizer, ...hourFrom('2027-03-01T10:00') }
    expect((await call('POST', '', { ...event, attendeeIds: ['nobody'] })).status).toBe(404)
    expect((await call('POST', '', { ...event, attendeeIds: [small.withoutMailboxId] })).status).toBe(400)
    expect((await call('POST', '', { ...event, attendeeIds: [small.anaId], showAs: 'x' })).status).toBe(400)
    expect((await call('PATCH', '/unknown', {})).status).toBe(404)
    expect((await control(emulator, 'DELETE', '/invitations/unknown')).status).toBe(404)
  })
})
