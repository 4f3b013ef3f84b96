import type { NextRequest } from 'next/server'
import { z } from 'zod'
import { answerSession } from '@/app/api/internal/answer-session'
import { DomainError } from '@/lib/errors'
import { calendarMeetings } from './calendar-meetings'

const Query = z.object({ from: z.coerce.date(), to: z.coerce.date(), whose: z.enum(['own', 'all']) })

/** What takes place in a stretch of time, for the calendar. */
export async function GET(request: NextRequest) {
  const query = Query.safeParse(Object.fromEntries(request.nextUrl.searchParams))
  return answerSession((context) => {
    if (!query.success) throw new DomainError('malformed')
    return calendarMeetings(context, query.data)
  })
}
