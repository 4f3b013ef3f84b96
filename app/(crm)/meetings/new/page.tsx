import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { sessionContext } from '@/lib/web/context'
import { relatedFromQuery } from '../../_people/related-from-query'
import { MeetingFormPage } from '../_form/meeting-form-page'
import { timesFromQuery } from '../_form/times-from-query'
import { meetingPeople } from '../_meeting/meeting-people'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('meeting')
  return { title: t('new') }
}

/** The time and the person may be in the address: a slot of the calendar, or the page of a contact or lead. */
export default async function NewMeetingPage({ searchParams }: PageProps<'/meetings/new'>) {
  const [query, context] = await Promise.all([searchParams, sessionContext()])
  const relatedTo = relatedFromQuery(query)
  const participants = relatedTo === null ? [] : [relatedTo]
  const peopleOf = await meetingPeople(context, [{ participants, relatedTo }])
  const people = peopleOf({ participants, relatedTo })
  // Whom the viewer may not see has no name, and is not offered.
  const known = people.relatedTo?.name ? people : { participants: [], relatedTo: null }
  return (
    <MeetingFormPage
      existing={null}
      values={{
        title: '',
        location: '',
        description: '',
        notes: '',
        times: timesFromQuery(query, context.now(), context.viewer.timeZone),
        recurrence: null,
        reminderMinutes: 15,
        ownerId: context.viewer.memberId,
        ...known,
      }}
    />
  )
}
