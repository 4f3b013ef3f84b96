import { describe, expect, it } from 'vitest'
import { offsetText, timeZoneOption, timeZoneOptions } from './time-zones'

const winter = new Date('2026-01-15T12:00:00Z')
const summer = new Date('2026-07-15T12:00:00Z')

describe('time zones to choose from', () => {
  it('are all of the runtime, each once, from west to east', () => {
    const options = timeZoneOptions('en', winter, 'Europe/Paris')
    const values = options.map(({ value }) => value)
    expect(new Set(values).size).toBe(values.length)
    expect(values).toEqual(expect.arrayContaining([...Intl.supportedValuesOf('timeZone'), 'UTC']))
    expect(values.indexOf('Pacific/Honolulu')).toBeLessThan(values.indexOf('Europe/Paris'))
    expect(values.indexOf('Europe/Paris')).toBeLessThan(values.indexOf('Pacific/Auckland'))
  })

  it('include the one in use under the name it has', () => {
    const values = timeZoneOptions('en', winter, 'Asia/Calcutta').map(({ value }) => value)
    expect(values).toContain('Asia/Calcutta')
  })

  it('are found by the name of a city as people write it', () => {
    expect(timeZoneOption('America/New_York', 'en', winter).label).toBe('America/New York')
  })

  it('say how far from UTC they are at that time of the year', () => {
    expect(offsetText('Europe/Paris', winter)).toBe('UTC+01:00')
    expect(offsetText('Europe/Paris', summer)).toBe('UTC+02:00')
    expect(offsetText('America/St_Johns', winter)).toBe('UTC−03:30')
    expect(offsetText('UTC', summer)).toBe('UTC')
  })

  it('say what they are called in the language of the reader', () => {
    expect(timeZoneOption('Europe/Paris', 'en', winter).hint).toContain('Central European')
    expect(timeZoneOption('Europe/Paris', 'fr', winter).hint).toContain('Europe centrale')
  })
})
