import { describe, expect, it } from 'vitest'
import { calendarBox, hourFrom, immutable } from '../testing/calendar'
import { control } from '../testing/control'
import { small } from '../testing/small-seed'
import { applicationToken, request } from '../testing/test-emulator'

const mark = 'String {3c8f2f5a-7b1d-4d3e-9a43-6f2f0d9f5b21} Name CrmRecordId'

describe('events (learn.microsoft.com/graph/api/resources/event)', () => {
  it('come with what nobody said', async () => {
    const { post } = await calendarBox()
    expect(await post(hourFrom('2027-03-01T10:00'))).toMatchObject({
      subject: 'Visit',
      reminderMinutesBeforeStart: 15,
      isReminderOn: true,
      showAs: 'busy',
      sensitivity: 'normal',
      importance: 'normal',
      responseRequested: true,
      allowNewTimeProposals: true,
      isDraft: false,
      hideAttendees: false,
      categories: [],
      isOnlineMeeting: false,
      transactionId: null,
      type: 'singleInstance',
      recurrence: null,
      seriesMasterId: null,
      isCancelled: false,
      location: { displayName: '' },
      locations: [],
      attendees: [],
      body: { contentType: 'html', content: '' },
    })
  })

  it('are organized by the calendar’s owner, whatever is sent', async () => {
    const { post } = await calendarBox()
    const organizer = { emailAddress: { name: 'Zoe', address: 'zoe@other.example' } }
    expect(await post(hourFrom('2027-03-01T10:00', { organizer, isOrganizer: false }))).toMatchObject({
      isOrganizer: true,
      organizer: { emailAddress: { name: 'Ana Lopes', address: 'ana@small.example' } },
      responseStatus: { response: 'organizer', time: '0001-01-01T00:00:00Z' },
    })
  })

  it('without attendees have no answer of their owner, in that reading', async () => {
    const { post } = await calendarBox({ uncertain: { U46: 'none' } })
    const made = await post(hourFrom('2027-03-01T10:00'))
    expect(made).toMatchObject({ isOrganizer: true, responseStatus: { response: 'none' } })
  })

  it('keep what a PATCH does not name', async () => {
    const { graph, post } = await calendarBox()
    const location = { displayName: 'Room 4' }
    const { id } = await post(hourFrom('2027-03-01T10:00', { location, categories: ['Red'], showAs: 'oof' }))
    const changed = await graph('PATCH', `/me/events/${id}`, { subject: 'Second visit' })
    expect(changed).toMatchObject({
      status: 200,
      body: { subject: 'Second visit', location, categories: ['Red'], showAs: 'oof' },
    })
    const cleared = await graph('PATCH', `/me/events/${id}`, {
      location: null,
      subject: null,
      categories: [],
    })
    expect(cleared.body).toMatchObject({
      subject: null,
      location: { displayName: '' },
      locations: [],
      categories: [],
    })
  })

  it('show the first of several places as the place', async () => {
    const { graph, post } = await calendarBox()
    const locations = [{ displayName: 'Room 1' }, { displayName: 'Room 2' }]
    const made = await post(hourFrom('2027-03-01T10:00', { locations }))
    expect(made).toMatchObject({ location: { displayName: 'Room 1', uniqueId: 'Room 1' }, locations })
    const { body } = await graph('PATCH', `/me/events/${made.id}`, { location: { displayName: 'Cellar' } })
    expect(body.locations).toMatchObject([{ displayName: 'Cellar' }])
  })

  it.each([
    { nothing: 1 },
    { id: 'x' },
    { subject: 5 },
    { subject: 'x'.repeat(256) },
    { showAs: 'sometimes' },
    { attendees: [{ emailAddress: { address: 'nobody' } }] },
    { start: { dateTime: '2027-02-30T10:00:00', timeZone: 'UTC' } },
    { start: { dateTime: '2027-04-01T10:00:00', timeZone: 'UTC' } },
    { transactionId: 'other' },
  ])('refuse %j', async (change) => {
    const { graph, post } = await calendarBox()
    const { id } = await post(hourFrom('2027-03-01T10:00'))
    expect((await graph('PATCH', `/me/events/${id}`, change)).status).toBe(400)
  })

  it('of any calendar are reached without it, and only of the named one with it', async () => {
    const { graph, post, path, calendarId } = await calendarBox()
    const { id } = await post(hourFrom('2027-03-01T10:00'))
    expect((await graph('GET', `/me/events/${id}`)).status).toBe(200)
    expect((await graph('GET', `${path}/events/${id}`)).status).toBe(200)
    expect((await graph('GET', `/me/calendar/events/${id}`)).status).toBe(404)
    expect((await graph('GET', '/me/events')).body.value).toEqual([])
    expect((await graph('GET', `/me/events/${id}/calendar`)).body).toMatchObject({
      id: calendarId,
      name: 'Work',
    })
  })

  it('have no navigation to their calendar, in that reading', async () => {
    const { graph, post } = await calendarBox({ uncertain: { U44: '400' } })
    const { id } = await post(hourFrom('2027-03-01T10:00'))
    expect((await graph('GET', `/me/events/${id}/calendar`)).status).toBe(400)
  })

  it('go to Deleted Items when deleted, and can be brought back', async () => {
    const { emulator, graph, post } = await calendarBox()
    const { id } = await post(hourFrom('2027-03-01T10:00'))
    expect((await graph('DELETE', `/me/events/${id}`)).status).toBe(204)
    expect((await graph('GET', `/me/events/${id}`)).status).toBe(404)
    expect((await graph('DELETE', `/me/events/${id}`)).status).toBe(404)
    await control(emulator, 'POST', '/events/restore', { userId: small.anaId, eventId: id })
    expect((await graph('GET', `/me/events/${id}`)).status).toBe(200)
    expect((await graph('POST', `/me/events/${id}/permanentDelete`)).status).toBe(204)
    expect((await graph('GET', `/me/events/${id}`)).status).toBe(404)
  })

  it('come back into the default calendar when their own is gone', async () => {
    const { emulator, graph, path, post } = await calendarBox()
    const { id } = await post(hourFrom('2027-03-01T10:00'))
    await graph('DELETE', `/me/events/${id}`)
    await graph('POST', `${path}/permanentDelete`)
    await control(emulator, 'POST', '/events/restore', { userId: small.anaId, eventId: id })
    expect((await graph('GET', `/me/events/${id}/calendar`)).body.name).toBe('Calendar')
  })

  it('keep their immutable id when they move to another calendar, and change the ordinary one (outlook-immutable-id)', async () => {
    const { emulator, graph, post } = await calendarBox()
    const { id } = await post(hourFrom('2027-03-01T10:00'))
    const ordinary = (await graph('GET', `/me/events/${id}`)).body.id
    const calendarId = (await graph('GET', '/me/calendar')).body.id
    await control(emulator, 'POST', '/events/move', { userId: small.anaId, eventId: id, calendarId })
    expect((await graph('GET', `/me/events/${ordinary}`)).status).toBe(404)
    expect((await graph('GET', `/me/events/${id}/calendar`)).body).toMatchObject({ name: 'Calendar' })
    const { body } = await graph('GET', '/me/events', undefined, immutable)
    expect(body.value).toMatchObject([{ id }])
  })

  it('carry extended properties, never shown unless asked for, and are found by them', async () => {
    const { graph, post, path } = await calendarBox()
    const singleValueExtendedProperties = [{ id: mark, value: 'meeting-20418' }]
    const made = await post(hourFrom('2027-03-01T10:00', { singleValueExtendedProperties }))
    expect(made).not.toHaveProperty('singleValueExtendedProperties')
    await post(hourFrom('2027-03-02T10:00'))
    const filter = `$filter=singleValueExtendedProperties/Any(p: p/id eq '${mark}' and p/value eq 'meeting-20418')`
    const expand = `$expand=singleValueExtendedProperties($filter=id eq '${mark}')`
    const found = await graph('GET', `${path}/events?${filter}&${expand}`, undefined, immutable)
    expect(found.body.value).toMatchObject([{ id: made.id, singleValueExtendedProperties }])
  })

  it('are listed in pages, filtered, ordered and selected', async () => {
    const { graph, follow, post, path } = await calendarBox()
    for (let day = 1; day <= 12; day += 1)
      await post(hourFrom(`2027-03-${String(day).padStart(2, '0')}T10:00`, { subject: `Visit ${day}` }))
    const first = await graph('GET', `${path}/events?$orderby=start/dateTime desc&$select=subject`)
    expect(first.body.value).toHaveLength(10)
    expect(Object.keys(first.body.value?.[0] ?? {})).toEqual(['@odata.etag', 'id', 'subject'])
    const second = await graph('GET', follow(first.body['@odata.nextLink']))
    expect(second.body.value?.map(({ subject }) => subject)).toEqual(['Visit 2', 'Visit 1'])
    const later = await graph('GET', `${path}/events?$filter=start/dateTime ge '2027-03-12T00:00'&$top=5`)
    expect(later.body.value).toMatchObject([{ subject: 'Visit 12' }])
    const twentieth = await graph('GET', `${path}/events?$filter=contains(subject,'12')&$skip=0`)
    expect(twentieth.body.value).toHaveLength(1)
    expect((await graph('GET', `${path}/events?$filter=bodyPreview eq 'x'`)).status).toBe(400)
    expect((await graph('GET', `${path}/events?$search="x"`)).status).toBe(400)
  })

  it('are found by when they were changed last, to the instant', async () => {
    const { graph, post, path, pass } = await calendarBox()
    const early = await post(hourFrom('2027-03-01T10:00', { subject: 'Early' }))
    await pass(1)
    await post(hourFrom('2027-03-02T10:00', { subject: 'Late' }))
    const since = async (from: string) =>
      (await graph('GET', `${path}/events?$filter=lastModifiedDateTime gt ${from}`)).body.value?.map(
        ({ subject }) => subject,
      )
    expect(await since('2026-11-24T09:00:00Z')).toEqual(['Late'])
    await graph('PATCH', `/me/events/${early.id}`, { subject: 'Edited' })
    expect(await since('2026-11-24T09:00:00.000Z')).toEqual(['Edited', 'Late'])
  })

  it('hide their bodies from Calendars.ReadBasic', async () => {
    const { emulator, post } = await calendarBox()
    const { id } = await post(
      hourFrom('2027-03-01T10:00', { body: { contentType: 'text', content: 'Secret' } }),
    )
    const token = applicationToken(emulator, ['Calendars.ReadBasic'])
    const path = `/v1.0/users/${small.anaId}/events/${id}`
    const shown = await (await request(emulator, 'GET', path, { token })).json()
    expect(shown).toMatchObject({ subject: 'Visit' })
    expect(JSON.stringify(shown)).not.toContain('Secret')
  })
})
