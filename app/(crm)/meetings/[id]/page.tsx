import { Pencil } from 'lucide-react'
import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import { allMembers, memberNames, ownerOptions } from '@/app/_members/members'
import { RecordSyncPanel } from '@/components/microsoft/record-sync-panel'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/access/context'
import { sessionContext } from '@/lib/web/context'
import { BinNotice } from '../../_records/bin-notice'
import { RecordDetails } from '../../_records/record-details'
import { RecordHistory } from '../../_records/story/record-history'
import { requestSync } from '../_actions/meeting-actions'
import { findMeeting } from '../_meeting/find-meeting'
import { MeetingBadges } from '../_meeting/meeting-badges'
import { meetingPeople } from '../_meeting/meeting-people'
import { whenWords } from '../_words/when-words'
import { InvitationNotice } from './_components/invitation-notice'
import { MeetingCards } from './_components/meeting-cards'
import { MeetingMenu } from './_components/meeting-menu'

export async function generateMetadata({ params }: PageProps<'/meetings/[id]'>): Promise<Metadata> {
  return { title: (await findMeeting((await params).id)).title }
}

export default async function MeetingPage({ params, searchParams }: PageProps<'/meetings/[id]'>) {
  const context = await sessionContext()
  const meeting = await findMeeting((await params).id)
  const [members, peopleOf, t, tRecords, format] = await Promise.all([
    allMembers(context),
    meetingPeople(context, [meeting]),
    getTranslations('meeting'),
    getTranslations('records'),
    getFormatter(),
  ])
  const names = memberNames(members)
  const host = names.get(meeting.ownerId) ?? tRecords('byFormerMember')
  const living = meeting.deletedAt === null
  const rights = {
    edit: may(context.actor, 'meetings.edit') && living,
    delete: may(context.actor, 'meetings.delete') && living,
  }
  return (
    <>
      <PageHeader
        back={{ href: '/meetings', label: t('backToList') }}
        title={meeting.title}
        meta={<MeetingBadges meeting={meeting} />}
        description={whenWords(format, t('allDay')).full(meeting)}
        actions={
          (rights.edit || rights.delete) && (
            <>
              {rights.edit && (
                <LinkButton href={`/meetings/${meeting.id}/edit`}>
                  <Pencil aria-hidden />
                  {tRecords('edit')}
                </LinkButton>
              )}
              <MeetingMenu
                id={meeting.id}
                owners={ownerOptions(members)}
                may={{ edit: rights.edit && meeting.origin !== 'invitation', delete: rights.delete }}
              />
            </>
          )
        }
      />
      {meeting.deletedAt !== null && (
        <BinNotice kind="meeting" id={meeting.id} deletedAt={meeting.deletedAt} />
      )}
      <InvitationNotice meeting={meeting} />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <MeetingCards meeting={meeting} people={peopleOf(meeting)} host={host} mayEdit={rights.edit} />
        <div className="grid gap-4 md:max-xl:grid-cols-2">
          <RecordSyncPanel module="meetings" record={meeting} ownerName={host} requestSync={requestSync} />
          <RecordDetails record={meeting} names={names} />
          <RecordHistory kind="meeting" id={meeting.id} names={names} query={searchParams} />
        </div>
      </div>
    </>
  )
}
