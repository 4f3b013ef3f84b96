import { describe, expect, it } from 'vitest'
import { instantOfReminder, noReminder, reminderTimeOf } from './reminder-time'

describe('the reminder of a task in its form', () => {
  it.each(['Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'])(
    'comes back as it was, in %s',
    (timeZone) => {
      const instant = '2026-07-01T06:45:00.000Z'
      expect(instantOfReminder(reminderTimeOf(instant, timeZone), timeZone)).toBe(instant)
    },
  )

  it('stands on the clocks of the reader', () => {
    expect(reminderTimeOf('2026-07-01T22:30:00.000Z', 'Europe/Paris')).toEqual({
      day: '2026-07-02',
      time: '00:30',
    })
  })

  it('is none without a day, whatever the time', () => {
    expect(reminderTimeOf(null, 'Europe/Paris')).toEqual(noReminder)
    expect(instantOfReminder(noReminder, 'Europe/Paris')).toBeNull()
  })

  it('is an hour later where clocks skip it', () => {
    const skipped = { day: '2026-03-29', time: '02:30' }
    expect(instantOfReminder(skipped, 'Europe/Paris')).toBe('2026-03-29T01:30:00.000Z')
  })

  it('is nothing that can be saved while its time is missing', () => {
    expect(instantOfReminder({ day: '2026-03-29', time: '' }, 'Europe/Paris')).toBeUndefined()
  })
})
