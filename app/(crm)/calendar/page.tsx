import type { Metadata } from 'next'
import { getTimeZone, getTranslations } from 'next-intl/server'
import { may, requirePermission } from '@/lib/access/context'
import { sessionContext } from '@/lib/web/context'
import { orNotFound } from '../_records/or-not-found'
import { MeetingsHeader } from '../meetings/_meeting/meetings-header'
import { CalendarLoader } from './_components/calendar-loader'
import { readCalendarState } from './_components/calendar-state'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('meeting')
  return { title: t('calendar') }
}

export default async function CalendarPage({ searchParams }: PageProps<'/calendar'>) {
  const [query, context, t, zone] = await Promise.all([
    searchParams,
    sessionContext(),
    getTranslations('calendar'),
    getTimeZone(),
  ])
  await orNotFound((async () => requirePermission(context, 'meetings.view'))())
  return (
    <>
      <MeetingsHeader shown="calendar" whose={readCalendarState(query).whose} />
      <CalendarLoader
        state={readCalendarState(query)}
        mayCreate={may(context.actor, 'meetings.create')}
        seesAll={may(context.actor, 'records.all')}
      />
      <p className="mt-2 text-xs text-ink-faint">{t('zone', { zone: zone.replaceAll('_', ' ') })}</p>
    </>
  )
}
