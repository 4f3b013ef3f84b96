import 'server-only'
import { getFormatter, getTranslations } from 'next-intl/server'
import type { Person } from '@/app/(crm)/_people/person'
import type { Meeting } from '@/lib/crm/meetings/fields'
import { occurrencesIn } from '@/lib/crm/meetings/meeting-occurrences'
import { type RecordState, recordStates } from '@/lib/sync/records/record-states'
import type { SessionContext } from '@/lib/web/context'
import { meetingPeople } from '../_meeting/meeting-people'
import { whenWords } from '../_words/when-words'

/** What a list shows of a meeting. */
export type MeetingRow = {
  id: string
  title: string
  day: string
  time: string
  location: string | null
  /** Whom it is about first, then those who take part. */
  people: Person[]
  ownerId: string
  badges: Pick<Meeting, 'status' | 'origin' | 'recurrence'>
  sync: RecordState['state']
}

const dayMs = 86_400_000

/** The rows of some meetings: of a recurring one with its next occurrence, if there is one within a year. */
export async function meetingRows(
  context: SessionContext,
  meetings: readonly Meeting[],
): Promise<MeetingRow[]> {
  const [peopleOf, states, format, t] = await Promise.all([
    meetingPeople(context, meetings),
    recordStates(context, 'meetings', meetings),
    getFormatter(),
    getTranslations('meeting'),
  ])
  const words = whenWords(format, t('allDay'))
  const from = context.now()
  const year = { from, to: new Date(from.getTime() + 366 * dayMs), timeZone: context.viewer.timeZone }
  return meetings.map((meeting) => {
    const { participants, relatedTo } = peopleOf(meeting)
    const [next] = meeting.recurrence === null ? [] : occurrencesIn(meeting, year)
    const others = participants.filter(({ id }) => id === null || id !== relatedTo?.id)
    return {
      id: meeting.id,
      title: meeting.title,
      ...words.lines({ ...meeting, ...(next && { start: next.start, end: next.end }) }),
      location: meeting.location,
      people: relatedTo === null ? others : [relatedTo, ...others],
      ownerId: meeting.ownerId,
      badges: { status: meeting.status, origin: meeting.origin, recurrence: meeting.recurrence },
      sync: states.get(meeting.id)?.state ?? 'off',
    }
  })
}
