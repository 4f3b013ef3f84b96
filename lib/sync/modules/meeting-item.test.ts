import { describe, expect, it } from 'vitest'
import type { CanonicalFields } from '@/lib/sync/core/types'
import {
  GraphEvent,
  graphEventFromFields,
  graphEventPatch,
  isSeries,
  meetingFieldsFromGraph,
} from './meeting-item'

const utc = (dateTime: string) => ({ dateTime: `${dateTime}:00.0000000`, timeZone: 'UTC' })
const event = (more: Record<string, unknown> = {}) =>
  GraphEvent.parse({
    id: 'event-1',
    type: 'singleInstance',
    subject: 'Review',
    start: utc('2026-12-03T13:00'),
    end: utc('2026-12-03T14:00'),
    originalStartTimeZone: 'Romance Standard Time',
    isAllDay: false,
    ...more,
  })
const read = (more: Record<string, unknown> = {}, known: CanonicalFields = {}) =>
  meetingFieldsFromGraph(event(more), known, 'Europe/Paris')

const teams = `<div style="x"><span>________________________________________________________________________________</span></div>
  <div class="me-email-text"><a href="https://teams.microsoft.com/l/meetup-join/19%3ameeting">Join the meeting now</a></div></div>`
const withTeams = `<html><head></head><body><div>Agenda<br>Second</div>${teams}</body></html>`

describe('an event as canonical fields', () => {
  it('holds what is mapped', () => {
    expect(
      read({ location: { displayName: ' Room 4 ' }, body: { contentType: 'html', content: '<p>Hi</p>' } }),
    ).toEqual({
      subject: 'Review',
      location: 'Room 4',
      body: 'Hi',
      isAllDay: false,
      start: '2026-12-03T13:00:00.000Z',
      end: '2026-12-03T14:00:00.000Z',
      originalStartTimeZone: 'Europe/Paris',
    })
  })

  it('all-day ones are days, whatever zone they are told in', () => {
    const midnight = (day: string) => ({
      dateTime: `${day}T00:00:00.0000000`,
      timeZone: 'Hawaiian Standard Time',
    })
    const days = { isAllDay: true, start: midnight('2026-12-03'), end: midnight('2026-12-05') }
    expect(read({ ...days, originalStartTimeZone: 'Hawaiian Standard Time' })).toMatchObject({
      isAllDay: true,
      start: '2026-12-03',
      end: '2026-12-05',
      originalStartTimeZone: 'Pacific/Honolulu',
    })
  })

  it('the part of the body that belongs to the online meeting is no text', () => {
    expect(read({ body: { contentType: 'html', content: withTeams } }).body).toBe('Agenda\nSecond')
    const alone = `<html><body>${teams}</body></html>`
    expect(read({ body: { contentType: 'html', content: alone } }).body).toBeUndefined()
  })

  it('remembers how many people Microsoft would mail (A8)', () => {
    expect(read({ attendees: [{}, {}] }).attendees).toBe(2)
    expect(read().attendees).toBeUndefined()
  })

  it.each([
    ['a master', { type: 'seriesMaster' }],
    ['one with a recurrence', { recurrence: { pattern: {} } }],
    ['an occurrence', { type: 'occurrence', seriesMasterId: 'x' }],
  ])('%s is a series (M5)', (_, more) => {
    expect(isSeries(event(more))).toBe(true)
    expect(isSeries(event())).toBe(false)
  })
})

describe('what is written to an event', () => {
  const held = read({ body: { contentType: 'html', content: withTeams } })

  it('a new text stands above the part of the online meeting, which stays', () => {
    const { body } = graphEventPatch(held, { body: 'New & short' })
    expect(body).toMatchObject({ contentType: 'html' })
    const content = String((body as { content: string }).content)
    expect(content).toContain('<div>New &amp; short</div>')
    expect(content).toContain('https://teams.microsoft.com/l/meetup-join/19%3ameeting')
    expect(content).not.toContain('Agenda')
    expect(read({ body: { contentType: 'html', content } })).toMatchObject({
      body: 'New & short',
      conferenceBlock: held.conferenceBlock,
    })
  })

  it('the body stays as it is when its text was not edited', () => {
    expect(graphEventPatch(held, { subject: 'Other' })).toEqual({ subject: 'Other' })
  })

  it('times go together, with isAllDay', () => {
    expect(graphEventPatch(held, { start: '2026-12-03T12:00:00.000Z' })).toEqual({
      isAllDay: false,
      start: { dateTime: '2026-12-03T13:00:00', timeZone: 'Romance Standard Time' },
      end: { dateTime: '2026-12-03T15:00:00', timeZone: 'Romance Standard Time' },
    })
  })

  it('timed becomes all-day with both days', () => {
    const days = { isAllDay: true, start: '2026-12-03', end: '2026-12-04' }
    expect(graphEventPatch(held, days)).toEqual({
      isAllDay: true,
      start: { dateTime: '2026-12-03T00:00:00', timeZone: 'Romance Standard Time' },
      end: { dateTime: '2026-12-04T00:00:00', timeZone: 'Romance Standard Time' },
    })
  })

  it('nobody is ever invited (M4), and meetings of the past do not ring', () => {
    const made = graphEventFromFields({ ...held, attendees: 3 }, new Date('2026-11-01T00:00:00Z'))
    expect(Object.keys(made).sort()).toEqual(['body', 'end', 'isAllDay', 'start', 'subject'])
    const past = graphEventFromFields(held, new Date('2027-11-01T00:00:00Z'))
    expect(past).toMatchObject({ isReminderOn: false })
  })

  it('a cleared place and a cleared text are cleared', () => {
    expect(graphEventPatch(held, { location: null })).toEqual({ location: { displayName: '' } })
  })
})
