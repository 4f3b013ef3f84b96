'use client'

import type { CalendarOptions } from '@fullcalendar/react'
import dayGridPlugin from '@fullcalendar/react/daygrid'
import interactionPlugin from '@fullcalendar/react/interaction'
import britishLocale from '@fullcalendar/react/locales/en-gb'
import frenchLocale from '@fullcalendar/react/locales/fr'
import themePlugin from '@fullcalendar/react/themes/classic'
import timeGridPlugin from '@fullcalendar/react/timegrid'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { CalendarEvent } from './calendar-event'
import { meetingOf } from './calendar-meeting'

const fixed = {
  plugins: [themePlugin, dayGridPlugin, timeGridPlugin, interactionPlugin],
  locales: [britishLocale, frenchLocale],
  firstDay: 1,
  headerToolbar: false,
  height: '100%',
  nowIndicator: true,
  // Beside each other: what overlaps covers no words, and a short one has the height of its own.
  slotEventOverlap: false,
  eventMinHeight: 22,
  navLinks: true,
  navLinkDayClick: 'timeGridDay',
  navLinkClass: 'calendar-day-link',
  dayMaxEvents: true,
  moreLinkClick: 'timeGridDay',
  moreLinkClass: 'calendar-more',
  scrollTime: '07:30:00',
  forceEventDuration: true,
  defaultTimedEventDuration: '01:00',
  eventDisplay: 'block',
  blockEventClass: 'calendar-block',
  eventTimeFormat: { hour: '2-digit', minute: '2-digit' },
  views: { timeGridWeek: { titleFormat: { year: 'numeric', month: 'short', day: 'numeric' } } },
  eventContent: ({ event, timeText, isShort, view }) => (
    <CalendarEvent
      meeting={meetingOf(event)}
      timeText={timeText}
      lines={event.allDay || view.type === 'dayGridMonth' ? 'one' : isShort ? 'short' : 'many'}
    />
  ),
  selectMirror: true,
  // A click makes a meeting of an hour; to choose another length one drags.
  selectMinDistance: 6,
} satisfies CalendarOptions

/** How the calendar looks, in the language and on the clocks of the viewer. One object for as long as these are the same. */
export function useCalendarLook(): CalendarOptions {
  const t = useTranslations('calendar')
  const locale = useLocale()
  const timeZone = useTimeZone() ?? 'UTC'
  return useMemo(
    () => ({
      ...fixed,
      locale,
      timeZone,
      allDayText: t('allDay'),
      moreLinkText: (count: number) => t('more', { count }),
    }),
    [t, locale, timeZone],
  )
}
