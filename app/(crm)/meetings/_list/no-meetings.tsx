import { CalendarDays, SearchX } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { type MeetingListState, meetingListHref } from './meeting-list-state'

type NoMeetingsProps = { state: MeetingListState; mayCreate: boolean }

/** Why the list is empty, and what to do about it. */
export async function NoMeetings({ state, mayCreate }: NoMeetingsProps) {
  const [t, tRecords] = await Promise.all([getTranslations('meeting'), getTranslations('records')])
  if (state.search !== '') {
    return (
      <EmptyState
        icon={<SearchX aria-hidden />}
        title={t('noMatchTitle')}
        actions={
          <LinkButton href={meetingListHref({ ...state, search: '', trail: [] })}>
            {tRecords('reset')}
          </LinkButton>
        }
      >
        {t('noMatchText')}
      </EmptyState>
    )
  }
  if (state.trail.length > 0) return <EmptyState title={tRecords('noEntries')} />
  if (state.period === 'past') {
    return <EmptyState icon={<CalendarDays aria-hidden />} title={t('nothingPast')} />
  }
  return (
    <EmptyState
      icon={<CalendarDays aria-hidden />}
      title={t('nothingUpcoming')}
      actions={
        mayCreate && (
          <LinkButton href="/meetings/new" variant="primary">
            {t('new')}
          </LinkButton>
        )
      }
    >
      {mayCreate && t('emptyText')}
    </EmptyState>
  )
}
