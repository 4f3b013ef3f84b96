import { describe, expect, it } from 'vitest'
import type { CalendarRow } from '../calendar/calendars'
import { wholeEvent } from '../calendar/series'
import { placedOn, type ShownEvent } from './calendar-days'

function shown(name: string, startTime: string, endTime: string, more: Partial<ShownEvent> = {}): ShownEvent {
  const calendar = { name } as CalendarRow
  // Only the times and a name are looked at here.
  const instance = wholeEvent({ values: { subject: name, recurrence: null } } as Parameters<
    typeof wholeEvent
  >[0])
  const day = '2026-11-24'
  return {
    instance,
    calendar,
    tint: 0,
    allDay: false,
    firstDay: day,
    lastDay: day,
    startTime,
    endTime,
    ...more,
  }
}

const places = (events: ShownEvent[]) =>
  placedOn('2026-11-24', events).map(({ event, lane, lanes }) => [event.calendar.name, lane, lanes])

describe('events of a day', () => {
  it('that overlap stand beside each other, the others have the whole width', () =>
    expect(
      places([
        shown('a', '09:00', '11:00'),
        shown('b', '09:30', '10:00'),
        shown('c', '10:00', '12:00'),
        shown('d', '13:00', '14:00'),
      ]),
    ).toEqual([
      ['a', 0, 2],
      ['b', 1, 2],
      ['c', 1, 2],
      ['d', 0, 1],
    ]))

  it('take up half an hour at least, so that one can hit them', () => {
    const [event] = placedOn('2026-11-24', [shown('short', '09:00', '09:05')])
    expect(event).toMatchObject({ fromMinute: 540, toMinute: 570 })
  })

  it('that go on past midnight end with the day, and begin with the next', () => {
    const night = shown('night', '22:00', '02:00', { lastDay: '2026-11-25' })
    expect(placedOn('2026-11-24', [night])).toMatchObject([{ fromMinute: 1320, toMinute: 1440 }])
    expect(placedOn('2026-11-25', [night])).toMatchObject([{ fromMinute: 0, toMinute: 120 }])
    expect(placedOn('2026-11-26', [night])).toEqual([])
  })
})
