import { allMembers, memberNames } from '@/app/_members/members'
import type { CalendarMeeting } from '@/app/(crm)/calendar/_components/calendar-meeting'
import { may } from '@/lib/access/context'
import { listMeetingsBetween } from '@/lib/crm/meetings/list-meetings'
import type { MeetingOccurrence } from '@/lib/crm/meetings/meeting-occurrences'
import type { SessionContext } from '@/lib/web/context'

type Query = { from: Date; to: Date; whose: 'own' | 'all' }

export async function calendarMeetings(
  context: SessionContext,
  { from, to, whose }: Query,
): Promise<CalendarMeeting[]> {
  const { memberId, timeZone } = context.viewer
  const ownerId = whose === 'all' ? undefined : memberId
  const [{ occurrences }, members] = await Promise.all([
    listMeetingsBetween(context, { from, to, timeZone, ownerId }),
    whose === 'all' ? allMembers(context) : [],
  ])
  const names = memberNames(members)
  const mayEdit = may(context.actor, 'meetings.edit')
  return occurrences.map(({ meeting, start, end }: MeetingOccurrence) => {
    const { id, title, location, allDay, ownerId } = meeting
    const recurring = meeting.recurrence !== null
    const cancelled = meeting.status === 'cancelled'
    const invitation = meeting.origin === 'invitation'
    return {
      id,
      title,
      location,
      allDay,
      start,
      end,
      recurring,
      cancelled,
      invitation,
      hostName: ownerId === memberId ? null : (names.get(ownerId) ?? null),
      movable: mayEdit && !recurring && !cancelled && !invitation,
    }
  })
}
