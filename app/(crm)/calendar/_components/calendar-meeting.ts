import type { EventApi, EventInput } from '@fullcalendar/react'
import type { When } from '@/app/(crm)/meetings/_words/when-words'

/** A meeting as the calendar shows it; of a recurring one, one of its occurrences. */
export type CalendarMeeting = When & {
  id: string
  title: string
  location: string | null
  recurring: boolean
  cancelled: boolean
  invitation: boolean
  /** Null for the viewer's own. */
  hostName: string | null
  /** Whether it can be dragged: not what an organiser or a rule decides. */
  movable: boolean
}

/** In the form in which FullCalendar takes it: `end` exclusive, days as days. */
export function calendarEvent(meeting: CalendarMeeting): EventInput {
  const { id, title, allDay, start, end, movable } = meeting
  return {
    // Occurrences share the id of their meeting; the calendar wants one of its own for each.
    id: `${id}/${start}`,
    title,
    allDay,
    start,
    end,
    url: `/meetings/${id}`,
    editable: movable,
    extendedProps: { meeting },
  }
}

/** The meeting of one of the calendar's events. Safe: `calendarEvent` made every one of them. */
export const meetingOf = ({ extendedProps }: Pick<EventApi, 'extendedProps'>): CalendarMeeting =>
  extendedProps.meeting as CalendarMeeting

type Moved = { allDay: boolean; startStr: string; endStr: string }

/** Where a meeting was dropped, as it is written: instants in UTC, or days. */
export function droppedAt({ allDay, startStr, endStr }: Moved): When {
  const written = (text: string) => (allDay ? text.slice(0, 10) : new Date(text).toISOString())
  return { allDay, start: written(startStr), end: written(endStr) }
}
