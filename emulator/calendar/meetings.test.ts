import { describe, expect, it } from 'vitest'
import { attendees, calendarBox, deltaOf2027, hourFrom, immutable, weeklyFrom } from '../testing/calendar'
import { control } from '../testing/control'
import { small } from '../testing/small-seed'

const bruno = 'bruno@small.example'
const outsider = 'zoe@client.example'
type Mail = { kind: string; from: string; to: string; subject: string; text: string }

/** Ana invites Bruno, and Zoe who is outside, to a meeting in her calendar `Work`. */
async function withMeeting(
  options: Parameters<typeof calendarBox>[0] = {},
  more: Record<string, unknown> = {},
) {
  const box = await calendarBox(options)
  const body = { contentType: 'text', content: 'Agenda' }
  const made = await box.post(
    hourFrom('2027-03-01T10:00', { body, attendees: attendees(bruno, outsider), ...more }),
  )
  const mails = async (to?: string) => {
    const { body } = await control(box.emulator, 'GET', to === undefined ? '/mail' : `/mail?to=${to}`)
    return (body as Mail[]).map(({ to, subject }) => `${to}: ${subject}`)
  }
  const copy = async () => (await box.brunoEvents())[0]
  const answer = async (verb: string, json: object = {}) =>
    (await box.graph('POST', `/users/${small.brunoId}/events/${(await copy())?.id}/${verb}`, json)).status
  const organizers = async () => (await box.graph('GET', `/me/events/${made.id}`)).body
  return { ...box, made, mails, copy, answer, organizers, own: `/me/events/${made.id}` }
}

describe('invitations (learn.microsoft.com/graph/api/calendar-post-events)', () => {
  it('are mailed to all attendees, and lie in the default calendar of those with a mailbox here', async () => {
    const { made, mails, copy } = await withMeeting()
    expect(await mails()).toEqual([`${bruno}, ${outsider}: Visit`])
    expect(await copy()).toMatchObject({
      subject: 'Visit',
      iCalUId: made.iCalUId,
      isOrganizer: false,
      showAs: 'tentative',
      responseStatus: { response: 'notResponded', time: '0001-01-01T00:00:00Z' },
      organizer: { emailAddress: { name: 'Ana Lopes', address: 'ana@small.example' } },
      attendees: [{ emailAddress: { address: bruno } }, { emailAddress: { address: outsider } }],
      bodyPreview: 'Agenda',
    })
    expect((await copy())?.id).not.toBe(made.id)
  })

  it('go to those only whose entry is new, and those taken out are told that it is cancelled', async () => {
    const { graph, mails, own, copy } = await withMeeting()
    await graph('PATCH', own, { attendees: attendees(outsider, 'yan@client.example') })
    expect(await mails()).toEqual([
      `${bruno}, ${outsider}: Visit`,
      `${bruno}: Canceled: Visit`,
      'yan@client.example: Visit',
    ])
    expect(await copy()).toMatchObject({ isCancelled: true })
  })

  it('are not sent by a PATCH that changes nothing, or one that adds an extended property', async () => {
    const { graph, mails, own } = await withMeeting()
    const id = 'String {3c8f2f5a-7b1d-4d3e-9a43-6f2f0d9f5b21} Name CrmRecordId'
    await graph('PATCH', own, { subject: 'Visit' })
    await graph('PATCH', own, { singleValueExtendedProperties: [{ id, value: '1' }] })
    expect(await mails()).toHaveLength(1)
  })

  it('are limited to 500 attendees', async () => {
    const { graph, path } = await calendarBox()
    const many = attendees(...Array.from({ length: 501 }, (_, at) => `a${at}@client.example`))
    expect(
      (await graph('POST', `${path}/events`, hourFrom('2027-03-01T10:00', { attendees: many }))).status,
    ).toBe(400)
  })
})

describe('changes of a meeting by its organizer (learn.microsoft.com/graph/api/event-update)', () => {
  it('are mailed to everybody, and change the event where attendees have it', async () => {
    const { graph, mails, own, copy, answer } = await withMeeting()
    await answer('accept')
    const location = { displayName: 'Room 4' }
    await graph('PATCH', own, hourFrom('2027-03-02T15:00', { subject: 'Tour', location }))
    expect((await mails()).at(-1)).toBe(`${bruno}, ${outsider}: Tour`)
    expect(await copy()).toMatchObject({
      subject: 'Tour',
      location,
      start: { dateTime: '2027-03-02T15:00:00.0000000' },
      responseStatus: { response: 'accepted' },
      showAs: 'busy',
    })
  })

  it('ask for another answer when the time changes, in that reading', async () => {
    const { graph, own, copy, answer } = await withMeeting({ uncertain: { U45: 'asked-again' } })
    await answer('accept')
    await graph('PATCH', own, { subject: 'Tour' })
    expect(await copy()).toMatchObject({ responseStatus: { response: 'accepted' } })
    await graph('PATCH', own, hourFrom('2027-03-02T15:00'))
    expect(await copy()).toMatchObject({ responseStatus: { response: 'notResponded' } })
  })

  it('leave what is the attendee’s own', async () => {
    const { graph, own, copy } = await withMeeting()
    const mine = { categories: ['Red'], isReminderOn: false, showAs: 'free' }
    await graph('PATCH', `/users/${small.brunoId}/events/${(await copy())?.id}`, mine)
    await graph('PATCH', own, { subject: 'Tour' })
    expect(await copy()).toMatchObject({ ...mine, subject: 'Tour' })
  })

  it('by an attendee stay in the attendee’s own mailbox', async () => {
    const { graph, mails, copy, organizers } = await withMeeting()
    await graph('PATCH', `/users/${small.brunoId}/events/${(await copy())?.id}`, { subject: 'Mine' })
    expect(await organizers()).toMatchObject({ subject: 'Visit' })
    expect(await mails()).toHaveLength(1)
  })
})

describe('answers (learn.microsoft.com/graph/api/event-accept)', () => {
  it.each([
    ['accept', 'accepted', 'Accepted: Visit', 'busy'],
    ['tentativelyAccept', 'tentativelyAccepted', 'Tentatively Accepted: Visit', 'tentative'],
  ])('%s stands on both sides', async (verb, response, subject, showAs) => {
    const { mails, copy, answer, organizers } = await withMeeting()
    const { id } = (await copy()) ?? {}
    expect(await answer(verb, { comment: 'Fine', sendResponse: true })).toBe(202)
    expect(await copy()).toMatchObject({ id, showAs, responseStatus: { response } })
    expect((await organizers()).attendees).toMatchObject([
      { status: { response } },
      { status: { response: 'none' } },
    ])
    expect((await mails()).at(-1)).toBe(`ana@small.example: ${subject}`)
  })

  it('decline takes the event off the calendar', async () => {
    const { graph, round, answer, brunoEvents, organizers } = await withMeeting()
    const { link } = await round(deltaOf2027(`/users/${small.brunoId}`))
    const [{ id } = { id: '' }] = await brunoEvents()
    expect(await answer('decline')).toBe(202)
    expect(await brunoEvents()).toEqual([])
    expect((await round(link)).items).toMatchObject([{ id, '@removed': { reason: 'deleted' } }])
    expect((await graph('GET', `/users/${small.brunoId}/events/${id}`)).status).toBe(404)
    expect((await organizers()).attendees).toMatchObject([{ status: { response: 'declined' } }, {}])
  })

  it('decline keeps the event as declined, in that reading', async () => {
    const { copy, answer } = await withMeeting({ uncertain: { U10: 'kept' } })
    await answer('decline')
    expect(await copy()).toMatchObject({ responseStatus: { response: 'declined' }, showAs: 'free' })
  })

  it('stay with the attendee when they are not to be sent', async () => {
    const { mails, copy, answer, organizers } = await withMeeting()
    await answer('accept', { sendResponse: false })
    expect(await copy()).toMatchObject({ responseStatus: { response: 'accepted' } })
    expect((await organizers()).attendees).toMatchObject([{ status: { response: 'none' } }, {}])
    expect(await mails()).toHaveLength(1)
  })

  it('make a new item of the event, in that reading', async () => {
    const { made, copy, answer } = await withMeeting({ uncertain: { U11: 'new-id' } })
    const { id } = (await copy()) ?? {}
    await answer('accept')
    expect(await copy()).toMatchObject({ iCalUId: made.iCalUId, responseStatus: { response: 'accepted' } })
    expect((await copy())?.id).not.toBe(id)
  })

  it('are refused to the organizer, whose event attendees cannot reach (microsoft-graph-docs#560, microsoft-graph-docs#4497)', async () => {
    const { graph, own, made } = await withMeeting()
    expect((await graph('POST', `${own}/accept`, {})).status).toBe(400)
    expect((await graph('POST', `/users/${small.brunoId}/events/${made.id}/accept`, {})).status).toBe(404)
  })
})

describe('cancellations (learn.microsoft.com/graph/api/event-cancel)', () => {
  it('leave the event with attendees, marked, and take it off the organizer’s calendar', async () => {
    const { graph, mails, copy, answer, own } = await withMeeting()
    await answer('accept')
    expect((await graph('POST', `${own}/cancel`, { comment: 'Sorry' })).status).toBe(202)
    expect((await graph('GET', own)).status).toBe(404)
    expect(await copy()).toMatchObject({
      subject: 'Canceled: Visit',
      isCancelled: true,
      responseStatus: { response: 'accepted' },
    })
    expect((await mails()).at(-1)).toBe(`${bruno}, ${outsider}: Canceled: Visit`)
  })

  it('are the organizer’s only', async () => {
    const { answer } = await withMeeting()
    expect(await answer('cancel')).toBe(400)
  })

  it('follow from the organizer’s deletion', async () => {
    const { graph, mails, copy, own } = await withMeeting()
    expect((await graph('DELETE', own)).status).toBe(204)
    expect(await copy()).toMatchObject({ isCancelled: true })
    expect((await mails()).at(-1)).toBe(`${bruno}, ${outsider}: Canceled: Visit`)
  })

  it('do not follow from an attendee’s deletion', async () => {
    const { graph, mails, copy, organizers } = await withMeeting()
    await graph('DELETE', `/users/${small.brunoId}/events/${(await copy())?.id}`)
    expect(await copy()).toBeUndefined()
    expect(await organizers()).toMatchObject({ isCancelled: false })
    expect(await mails()).toHaveLength(1)
  })

  it.each([
    ['no', 1],
    ['yes', 2],
  ] as const)('follow from deleting the calendar: %s', async (U3, count) => {
    const { graph, path, mails } = await withMeeting({ uncertain: { U3 } })
    await graph('DELETE', path)
    expect(await mails()).toHaveLength(count)
  })

  it('speak the language of the mailbox, when told to', async () => {
    const { graph, copy, own } = await withMeeting({ conduct: { cancelledPrefix: 'localised' } })
    await graph('DELETE', own)
    expect(await copy()).toMatchObject({ subject: 'Annulé : Visit' })
  })
})

describe('series with attendees', () => {
  const series = {
    recurrence: weeklyFrom('2027-03-01', ['monday'], { type: 'numbered', numberOfOccurrences: 3 }),
  }
  const instances = 'instances?startDateTime=2027-03-01&endDateTime=2027-04-01'

  it('have the same occurrences in every mailbox, exceptions and gaps included', async () => {
    const { graph, copy, mails, own } = await withMeeting({}, series)
    const [, second, third] = (await graph('GET', `${own}/${instances}`)).body.value ?? []
    await graph('PATCH', `/me/events/${second?.id}`, { subject: 'Special' })
    await graph('POST', `/me/events/${third?.id}/cancel`, {})
    expect((await mails()).at(-1)).toBe(`${bruno}, ${outsider}: Canceled: Visit`)
    const theirs = `/users/${small.brunoId}/events/${(await copy())?.id}/${instances}`
    const seen = (await graph('GET', theirs, undefined, immutable)).body.value
    expect(seen?.map(({ subject, type }) => [subject, type])).toEqual([
      ['Visit', 'occurrence'],
      ['Special', 'exception'],
    ])
  })

  it('can be declined for one day', async () => {
    const { graph, copy, mails } = await withMeeting({}, series)
    const theirs = `/users/${small.brunoId}/events/${(await copy())?.id}/${instances}`
    const [first] = (await graph('GET', theirs)).body.value ?? []
    await graph('POST', `/users/${small.brunoId}/events/${first?.id}/decline`, {})
    expect((await graph('GET', theirs)).body.value).toHaveLength(2)
    expect((await mails()).at(-1)).toBe('ana@small.example: Declined: Visit')
  })
})
