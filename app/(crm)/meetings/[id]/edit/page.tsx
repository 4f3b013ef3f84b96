import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { sessionContext } from '@/lib/web/context'
import { MeetingFormPage } from '../../_form/meeting-form-page'
import { timesOfMeeting } from '../../_form/meeting-times'
import { findMeeting } from '../../_meeting/find-meeting'
import { meetingPeople } from '../../_meeting/meeting-people'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('meeting')
  return { title: t('edit') }
}

export default async function EditMeetingPage({ params }: PageProps<'/meetings/[id]/edit'>) {
  const meeting = await findMeeting((await params).id)
  const peopleOf = await meetingPeople(await sessionContext(), [meeting])
  const { id, title, allDay, start, end, timeZone, recurrence, reminderMinutes, ownerId } = meeting
  return (
    <MeetingFormPage
      existing={{
        id,
        version: meeting.updatedAt.toISOString(),
        was: { allDay, start, end, timeZone },
        byOrganiser: meeting.origin === 'invitation',
      }}
      values={{
        title,
        location: meeting.location ?? '',
        description: meeting.description ?? '',
        notes: meeting.notes ?? '',
        times: timesOfMeeting(meeting),
        recurrence,
        reminderMinutes,
        ownerId,
        ...peopleOf(meeting),
      }}
    />
  )
}
