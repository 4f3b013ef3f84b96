import { describe, expect, it } from 'vitest'
import { ianaZone } from './time-zone'

describe('names of time zones (learn.microsoft.com/graph/api/resources/datetimetimezone)', () => {
  it.each([
    ['Romance Standard Time', 'Europe/Paris'],
    ['GMT Standard Time', 'Europe/London'],
    ['pacific standard time', 'America/Los_Angeles'],
    ['UTC', 'UTC'],
    ['tzone://Microsoft/Utc', 'UTC'],
    ['Europe/Paris', 'Europe/Paris'],
    ['Pacific/Auckland', 'Pacific/Auckland'],
  ])('%s is %s', (name, iana) => expect(ianaZone(name)).toMatch(new RegExp(`^(Etc/)?${iana}$`)))

  it.each(['Mars Standard Time', '+02:00', '', 'tzone://Microsoft/Custom'])('%s is none', (name) =>
    expect(ianaZone(name)).toBeNull(),
  )
})
