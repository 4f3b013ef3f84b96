import { describe, expect, it } from 'vitest'
import { readInvitation } from './invitation-event'

const utc = (dateTime: string) => ({ dateTime: `${dateTime}.0000000`, timeZone: 'UTC' })
const event = {
  '@odata.type': '#microsoft.graph.event',
  '@odata.etag': 'W/"1"',
  id: 'AAkALg',
  iCalUId: '0400000082',
  type: 'singleInstance',
  seriesMasterId: null,
  recurrence: null,
  subject: ' Quarterly review ',
  body: { contentType: 'html', content: '<html><body><div>Prices of list B</div></body></html>' },
  location: { displayName: 'Room 4' },
  start: utc('2026-12-03T13:00:00'),
  end: utc('2026-12-03T14:30:00'),
  isAllDay: false,
  originalStartTimeZone: 'Romance Standard Time',
  isOrganizer: false,
  isCancelled: false,
  responseStatus: { response: 'accepted', time: '2026-11-24T09:12:41Z' },
  organizer: { emailAddress: { name: 'Marc Okafor', address: 'Marc@Fabrikam.example' } },
  onlineMeeting: null,
  lastModifiedDateTime: '2026-11-24T09:12:41.4021377Z',
}
const read = (changes: Record<string, unknown> = {}) =>
  readInvitation({ ...event, ...changes }, 'Europe/Brussels')

describe('an invitation as Graph sends it', () => {
  it('is read into what the organiser decides and what decides about it', () => {
    expect(read()).toEqual({
      id: 'AAkALg',
      etag: 'W/"1"',
      icalUid: '0400000082',
      organiser: 'marc@fabrikam.example',
      modifiedAt: Date.parse('2026-11-24T09:12:41.402Z'),
      facts: {
        single: true,
        response: 'accepted',
        cancelled: false,
        endsAt: new Date('2026-12-03T14:30:00Z'),
      },
      content: {
        title: 'Quarterly review',
        location: 'Room 4',
        allDay: false,
        start: '2026-12-03T13:00:00.000Z',
        end: '2026-12-03T14:30:00.000Z',
        timeZone: 'Europe/Brussels',
        description: 'Prices of list B',
        joinUrl: null,
      },
    })
  })

  it.each([
    ['accepted', 'accepted'],
    ['tentativelyAccepted', 'tentative'],
    ['notResponded', 'not-answered'],
    ['none', 'not-answered'],
    ['declined', 'declined'],
    [undefined, 'not-answered'],
  ])('the answer %s is %s', (response, known) => {
    expect(read({ responseStatus: { response } })?.facts.response).toBe(known)
  })

  it('all-day: days are days, whatever the zones', () => {
    const content = read({
      isAllDay: true,
      start: utc('2026-12-03T00:00:00'),
      end: utc('2026-12-05T00:00:00'),
      originalStartTimeZone: 'Pacific/Auckland',
    })?.content
    expect(content).toMatchObject({ allDay: true, start: '2026-12-03', end: '2026-12-05' })
  })

  it('a zone that nobody knows becomes the user’s', () => {
    const zone = read({ originalStartTimeZone: 'tzone://Microsoft/Custom' })?.content.timeZone
    expect(zone).toBe('Europe/Brussels')
  })

  it.each([
    ['her own', { isOrganizer: true }],
    ['whose organiser is not said', { organizer: null }],
    ['an occurrence, of which a delta says little', { type: 'occurrence', isOrganizer: undefined }],
    ['an exception of a series', { type: 'exception', seriesMasterId: 'AAkALm' }],
    ['that cannot be read', { start: null }],
  ])('nothing is read from one %s', (_, changes) => {
    expect(read(changes)).toBeNull()
  })

  it('a series is no single event', () => {
    expect(read({ type: 'seriesMaster', recurrence: { pattern: {} } })?.facts.single).toBe(false)
  })
})

describe('how it is joined', () => {
  const teams = 'https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc%40thread.v2/0?context=%7b%7d'

  it.each([
    ['Microsoft’s own online meeting', { onlineMeeting: { joinUrl: teams } }, teams],
    ['another provider', { onlineMeetingUrl: 'https://meet.example/1' }, 'https://meet.example/1'],
    [
      'a link in the text',
      { location: null, body: { contentType: 'html', content: `<a href="${teams}">Join</a>` } },
      teams,
    ],
    ['nothing a browser should open', { onlineMeeting: { joinUrl: 'javascript:alert(1)' } }, null],
    ['an empty link', { onlineMeeting: { joinUrl: '' }, onlineMeetingUrl: '' }, null],
  ])('%s', (_, changes, link) => {
    expect(read(changes)?.content.joinUrl).toBe(link)
  })

  it('its instructions are no part of the description', () => {
    const line = '_'.repeat(80)
    const content = `<div>Prices of list B</div><div>${line}</div><div>Microsoft Teams meeting</div><div><a href="${teams}">Join</a></div><div>${line}</div>`
    expect(read({ body: { contentType: 'html', content } })?.content).toMatchObject({
      description: 'Prices of list B',
      joinUrl: teams,
    })
  })
})

describe('what is missing or too long', () => {
  it.each([null, '', '  '])('a subject of %j is a placeholder', (subject) => {
    expect(read({ subject })?.content.title).toBe('(no title)')
  })

  it('texts are cut where the CRM holds less', () => {
    const long = read({
      subject: 'x'.repeat(300),
      body: { contentType: 'text', content: 'y'.repeat(40_000) },
    })
    expect(long?.content.title).toBe(`${'x'.repeat(254)}…`)
    expect(long?.content.description).toHaveLength(32_000)
  })
})
