import type { NextRequest } from 'next/server'
import { answerSession } from '@/app/api/internal/answer-session'
import { findPeople } from './find-people'

/** Contacts, leads and members whose name or address begins with what was typed. */
export async function GET(request: NextRequest) {
  const query = request.nextUrl.searchParams
  return answerSession((context) =>
    findPeople(context, {
      search: (query.get('search') ?? '').slice(0, 200),
      types: (query.get('types') ?? '').split(','),
    }),
  )
}
