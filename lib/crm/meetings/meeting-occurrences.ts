import { occurrenceStarts } from '../recurrence/occurrences'
import type { Meeting } from './fields'
import { type Range, storedRange } from './meeting-range'
import { durationOf, seriesOf } from './stored-meeting'

/** A meeting where it takes place: itself, or one of its repetitions. `start` and `end` in the form of the meeting's. */
export type MeetingOccurrence = { meeting: Meeting; start: string; end: string }

/** Where a meeting takes place within a range, in order. */
export function occurrencesIn(meeting: Meeting, range: Range): MeetingOccurrence[] {
  const series = seriesOf(meeting)
  if (series === null) return [{ meeting, start: meeting.start, end: meeting.end }]
  const { from, to } = storedRange(range)[meeting.allDay ? 'days' : 'timed']
  const durationMs = durationOf(meeting)
  const earliest = new Date(from.getTime() - Math.max(durationMs - 1, 0))
  return occurrenceStarts(series, earliest, new Date(to.getTime() - 1)).map((start) => ({
    meeting,
    start: written(start, meeting.allDay),
    end: written(new Date(start.getTime() + durationMs), meeting.allDay),
  }))
}

const written = (at: Date, allDay: boolean) => (allDay ? at.toISOString().slice(0, 10) : at.toISOString())
