import { describe, expect, it } from 'vitest'
import { recurrenceRule } from './recurrence-rule'

describe('a recurrence', () => {
  it.each([
    'FREQ=DAILY',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=SU',
    'FREQ=MONTHLY;BYDAY=-1FR',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1',
    'FREQ=MONTHLY;BYMONTHDAY=15,-1;COUNT=10',
    'FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=24;UNTIL=20301231',
    'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO',
    'BYDAY=TU;FREQ=WEEKLY;UNTIL=20301231T120000Z',
  ])('may be %s', (rule) => expect(recurrenceRule.parse(rule)).toBe(rule))

  it('is kept in capitals, and nothing when it is empty', () => {
    expect(recurrenceRule.parse(' freq=weekly;byday=mo ')).toBe('FREQ=WEEKLY;BYDAY=MO')
    expect(recurrenceRule.parse(' ')).toBeNull()
  })

  it.each([
    ['free text', 'every Monday'],
    ['the prefix', 'RRULE:FREQ=DAILY'],
    ['no frequency', 'INTERVAL=2'],
    ['a frequency within the day', 'FREQ=HOURLY'],
    ['a time of day', 'FREQ=DAILY;BYHOUR=9'],
    ['an unknown part', 'FREQ=DAILY;EASTER=1'],
    ['a part twice', 'FREQ=DAILY;COUNT=1;COUNT=2'],
    ['two ends', 'FREQ=DAILY;COUNT=1;UNTIL=20300101'],
    ['an end that is no day', 'FREQ=DAILY;UNTIL=20301350'],
    ['an end without a zone', 'FREQ=DAILY;UNTIL=20300101T100000'],
    ['no occurrence', 'FREQ=DAILY;COUNT=0'],
    ['no step', 'FREQ=DAILY;INTERVAL=0'],
    ['a step beyond all bounds', 'FREQ=DAILY;INTERVAL=99999999999'],
    ['a day of the month in a week', 'FREQ=WEEKLY;BYMONTHDAY=1'],
    ['the second Monday of a week', 'FREQ=WEEKLY;BYDAY=2MO'],
    ['a 32nd', 'FREQ=MONTHLY;BYMONTHDAY=32'],
    ['a 13th month', 'FREQ=YEARLY;BYMONTH=13'],
    ['a position among nothing', 'FREQ=MONTHLY;BYSETPOS=1'],
    ['nothing after a semicolon', 'FREQ=DAILY;'],
  ])('is refused with %s', (_, rule) => expect(recurrenceRule.safeParse(rule).success).toBe(false))
})
