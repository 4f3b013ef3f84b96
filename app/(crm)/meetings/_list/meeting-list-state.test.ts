import { describe, expect, it } from 'vitest'
import { meetingListHref, readMeetingListState, withMeetingChange } from './meeting-list-state'

const plain = readMeetingListState({})

describe('the state of the list of meetings in its address', () => {
  it('is one’s own meetings to come, at first, and needs no query', () => {
    expect(plain).toEqual({ search: '', period: 'upcoming', whose: 'own', trail: [] })
    expect(meetingListHref(plain)).toBe('/meetings')
  })

  it('comes back as it was written', () => {
    const state = { search: 'offre été', period: 'past', whose: 'all', trail: ['a', 'b'] } as const
    const query = new URL(meetingListHref(state), 'http://crm').searchParams
    expect(readMeetingListState(Object.fromEntries(query))).toEqual(state)
  })

  it('takes what is unknown or broken for not given', () => {
    expect(readMeetingListState({ q: ['a', 'b'], period: 'never', whose: 'nobody', page: '' })).toEqual(plain)
  })

  it('starts at the first page again when a filter changes', () => {
    expect(withMeetingChange({ ...plain, trail: ['a'] }, { period: 'past' })).toMatchObject({ trail: [] })
  })
})
