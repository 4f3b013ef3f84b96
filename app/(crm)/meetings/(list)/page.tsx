import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { allMembers, memberNames } from '@/app/_members/members'
import { decodePosition } from '@/components/crm/list-position'
import { TurnPages } from '@/components/crm/turn-pages'
import { Card } from '@/components/ui/card'
import { may } from '@/lib/access/context'
import { listMeetings } from '@/lib/crm/meetings/list-meetings'
import { type SessionContext, sessionContext } from '@/lib/web/context'
import { orNotFound } from '../../_records/or-not-found'
import { type MeetingListState, meetingListHref, readMeetingListState } from '../_list/meeting-list-state'
import { meetingRows } from '../_list/meeting-row'
import { MeetingTable } from '../_list/meeting-table'
import { MeetingToolbar } from '../_list/meeting-toolbar'
import { NoMeetings } from '../_list/no-meetings'
import { MeetingsHeader } from '../_meeting/meetings-header'

const PAGE_SIZE = 50

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('meeting')
  return { title: t('plural') }
}

export default async function MeetingsPage({ searchParams }: PageProps<'/meetings'>) {
  const [query, context] = await Promise.all([searchParams, sessionContext()])
  const state = readMeetingListState(query)
  const [members, page] = await Promise.all([
    allMembers(context),
    orNotFound(listMeetings(context, queryOf(state, context))),
  ])
  const rows = await meetingRows(context, page.items)
  const turnTo = (trail: readonly string[]) => meetingListHref({ ...state, trail })
  return (
    <>
      <MeetingsHeader shown="list" whose={state.whose} />
      <MeetingToolbar state={state} seesAll={may(context.actor, 'records.all')} />
      <Card flush>
        {rows.length === 0 ? (
          <NoMeetings state={state} mayCreate={may(context.actor, 'meetings.create')} />
        ) : (
          <MeetingTable rows={rows} hostNames={state.whose === 'all' ? memberNames(members) : null} />
        )}
        <TurnPages trail={state.trail} next={page.next} hrefOf={turnTo} />
      </Card>
    </>
  )
}

/** What is to come, the next one first; or what is over, the latest one first. */
function queryOf({ search, period, whose, trail }: MeetingListState, context: SessionContext) {
  const over = period === 'past'
  return {
    search,
    ownerId: whose === 'all' ? undefined : context.viewer.memberId,
    when: { over, now: context.now(), timeZone: context.viewer.timeZone },
    sort: { by: 'start' as const, descending: over },
    after: decodePosition(trail.at(-1)) ?? undefined,
    limit: PAGE_SIZE,
  }
}
