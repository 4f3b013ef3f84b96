'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { SearchInput } from '@/components/ui/search-input'
import { SegmentedLinks } from '@/components/ui/segmented-links'
import { WhoseLinks } from '../_meeting/whose-links'
import { type MeetingListState, meetingListHref, withMeetingChange } from './meeting-list-state'

type MeetingToolbarProps = { state: MeetingListState; seesAll: boolean }

/** Search and filters: all of it in the address, so that it can be kept, shared and gone back to. */
export function MeetingToolbar({ state, seesAll }: MeetingToolbarProps) {
  const t = useTranslations('meeting')
  const tRecords = useTranslations('records')
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const hrefWith = (change: Parameters<typeof withMeetingChange>[1]) =>
    meetingListHref(withMeetingChange(state, change))
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SegmentedLinks
        label={t('period')}
        links={(['upcoming', 'past'] as const).map((period) => ({
          key: period,
          href: hrefWith({ period }),
          label: t(period),
          current: state.period === period,
        }))}
      />
      {seesAll && <WhoseLinks whose={state.whose} hrefOf={(whose) => hrefWith({ whose })} />}
      <SearchInput
        label={t('search')}
        placeholder={t('searchHint')}
        clearLabel={tRecords('clearSearch')}
        value={state.search}
        pending={pending}
        onSearch={(search) => startTransition(() => router.replace(hrefWith({ search }), { scroll: false }))}
        className="min-w-0 flex-1 basis-full sm:ml-auto sm:max-w-80 sm:basis-56"
      />
    </div>
  )
}
