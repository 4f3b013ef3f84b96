'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { CalendarMeeting } from './calendar-meeting'

export type CalendarRange = { from: string; to: string }

/** The meetings of a stretch of time, read again now and then: the sync changes them while the page is open. */
export function useCalendarMeetings(range: CalendarRange | null, whose: 'own' | 'all') {
  return useQuery({
    queryKey: calendarKey(range, whose),
    queryFn: async ({ signal }): Promise<CalendarMeeting[]> => {
      const query = new URLSearchParams({ from: range?.from ?? '', to: range?.to ?? '', whose })
      const answer = await fetch(`/api/internal/meetings?${query}`, { signal })
      if (!answer.ok) throw new Error(`The meetings could not be read (${answer.status})`)
      return answer.json()
    },
    enabled: range !== null,
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  })
}

export const calendarKey = (range: CalendarRange | null, whose: 'own' | 'all') =>
  ['calendar', whose, range?.from, range?.to] as const
