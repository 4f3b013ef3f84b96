import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { z } from 'zod'
import { Card } from '@/components/ui/card'
import { LinkButton } from '@/components/ui/link-button'
import { may } from '@/lib/access/context'
import { listOverview } from '@/lib/sync/overview/list-overview'
import { sessionContext } from '@/lib/web/context'
import { ChartsSkeleton } from '../_charts/charts-skeleton'
import { HistoryCharts } from '../_charts/history-charts'
import { NoOverview } from '../_components/no-overview'
import { OVERVIEW_PATH } from '../_components/overview-filter'
import { OverviewTable } from '../_components/overview-table'
import { shownRows } from '../_components/shown-rows'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('overview')
  return { title: `${t('title')} · Microsoft` }
}

/** How one member's syncs are doing, and how they did in the last days. */
export default async function MemberPage({
  params,
}: PageProps<'/settings/marketplace/microsoft/overview/[member]'>) {
  const [context, { member }] = await Promise.all([sessionContext(), params])
  if (!may(context.actor, 'manage-integrations')) return <NoOverview />
  const memberId = z.guid().safeParse(member)
  if (!memberId.success) notFound()
  const [t, { items }] = await Promise.all([
    getTranslations('overview'),
    listOverview(context, { memberId: memberId.data, limit: 10 }),
  ])
  const [first] = items
  if (first === undefined) notFound()
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-lg font-semibold wrap-anywhere">{first.name}</h2>
        <LinkButton size="small" href={OVERVIEW_PATH}>
          {t('backToAll')}
        </LinkButton>
      </div>
      <Card flush>
        <OverviewTable label={first.name} rows={await shownRows(items, context.now())} showCause ofOne />
      </Card>
      <Suspense fallback={<ChartsSkeleton />}>
        <HistoryCharts context={context} memberId={memberId.data} />
      </Suspense>
    </div>
  )
}
