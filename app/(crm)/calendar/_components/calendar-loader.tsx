'use client'

import dynamic from 'next/dynamic'
import { CalendarSkeleton } from './calendar-skeleton'

/** The calendar, in the browser only: what a server in another time zone would render is not what belongs here. */
export const CalendarLoader = dynamic(() => import('./meeting-calendar'), {
  ssr: false,
  loading: () => <CalendarSkeleton />,
})
