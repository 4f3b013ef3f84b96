import { describe, expect, it } from 'vitest'
import { changedMembers, isToldToAttendees, type MeetingValues, newMeeting } from './meeting-changes'
import { type StoredTimes, timesOfMeeting } from './meeting-times'

const was: StoredTimes = {
  allDay: false,
  start: '2026-03-12T13:00:00.000Z',
  end: '2026-03-12T14:00:00.000Z',
  timeZone: 'Europe/Paris',
}
const before: MeetingValues = {
  title: 'Offer',
  location: '',
  description: '',
  notes: '',
  times: timesOfMeeting(was),
  recurrence: null,
  reminderMinutes: 15,
  participants: [{ type: 'contact', id: 'c1', name: 'Marc Okafor', email: 'marc@okafor.example' }],
  relatedTo: null,
  ownerId: 'm1',
}
const changed = (change: Partial<MeetingValues>) => changedMembers(before, { ...before, ...change }, was)

describe('what a form writes of a meeting', () => {
  it('is nothing when nothing was changed', () => {
    expect(changed({})).toEqual({})
  })

  it('is what was changed, and nothing else', () => {
    expect(changed({ location: 'Lyon' })).toEqual({ location: 'Lyon' })
    expect(changed({ reminderMinutes: null })).toEqual({ reminderMinutes: null })
    expect(changed({ relatedTo: { type: 'lead', id: 'l1', name: 'Ann', email: null } })).toEqual({
      relatedTo: { type: 'lead', id: 'l1' },
    })
  })

  it('is all of the times together as soon as one of them moves', () => {
    expect(changed({ times: { ...before.times, endTime: '16:00' } })).toEqual({
      allDay: false,
      start: '2026-03-12T13:00:00.000Z',
      end: '2026-03-12T15:00:00.000Z',
      timeZone: 'Europe/Paris',
    })
  })

  it('names people by their record, and strangers by their address', () => {
    const stranger = { type: 'email', id: null, name: 'x@else.example', email: 'x@else.example' } as const
    expect(changed({ participants: [...before.participants, stranger] })).toEqual({
      participants: [
        { type: 'contact', id: 'c1' },
        { type: 'email', email: 'x@else.example' },
      ],
    })
  })

  it('is everything for a new one', () => {
    expect(newMeeting(before)).toMatchObject({ title: 'Offer', start: was.start, ownerId: 'm1', notes: '' })
  })

  it('may be told to attendees in Microsoft 365 when it concerns what is synchronised (A8)', () => {
    expect(isToldToAttendees(changed({ title: 'Order' }))).toBe(true)
    expect(isToldToAttendees(changed({ times: { ...before.times, startDay: '2026-03-11' } }))).toBe(true)
    expect(isToldToAttendees(changed({ ownerId: 'm2' }))).toBe(true)
    expect(isToldToAttendees(changed({ notes: 'Bring the plans', reminderMinutes: 5 }))).toBe(false)
  })
})
