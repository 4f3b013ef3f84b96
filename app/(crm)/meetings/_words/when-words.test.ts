import { createFormatter } from 'next-intl'
import { describe, expect, it } from 'vitest'
import { whenWords } from './when-words'

const words = (timeZone: string) => whenWords(createFormatter({ locale: 'en-GB', timeZone }), 'All day')
const afternoon = { allDay: false, start: '2026-03-12T13:00:00.000Z', end: '2026-03-12T14:30:00.000Z' }
// What stands between the ends of a range, and which spaces, differs from one version of the runtime's data to another.
const plain = (text: string) => text.replace(/[\u2009\u202f\u00a0]/g, ' ')

describe('when a meeting is', () => {
  it('is said on the clocks of the reader', () => {
    expect(words('Europe/Paris').lines(afternoon).day).toContain('12')
    expect(plain(words('Europe/Paris').lines(afternoon).time)).toMatch(/14:00.*15:30/)
    expect(plain(words('Asia/Tokyo').full(afternoon))).toContain('Thursday, 12 March')
    expect(plain(words('Pacific/Auckland').lines(afternoon).day)).toContain('13 Mar')
  })

  it('names both days of what goes over midnight, and the times apart', () => {
    const night = { allDay: false, start: '2026-03-12T22:00:00.000Z', end: '2026-03-13T04:00:00.000Z' }
    const { day, time } = words('Europe/Paris').lines(night)
    expect(plain(day)).toMatch(/Thu.*12.*Fri.*13 Mar 2026/)
    expect(time).toBe('23:00 – 05:00')
  })

  it('is said on the clocks of another place where that is asked for', () => {
    expect(plain(words('Europe/Paris').full(afternoon, 'America/New_York'))).toMatch(/09:00.*10:30/)
  })

  it.each(['Pacific/Auckland', 'Europe/Paris', 'Pacific/Honolulu'])(
    'is the same day for everybody, in %s',
    (zone) => {
      const day = { allDay: true, start: '2026-12-24', end: '2026-12-25' }
      expect(words(zone).lines(day)).toEqual({ day: 'Thu, 24 Dec 2026', time: 'All day' })
    },
  )

  it('names the last day, not the one after', () => {
    const days = { allDay: true, start: '2026-12-24', end: '2026-12-27' }
    expect(plain(words('Europe/Paris').full(days))).toMatch(/24.*26 December/)
  })
})
