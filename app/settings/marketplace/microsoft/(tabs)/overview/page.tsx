import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { WarningList } from '@/components/microsoft/warning-list'
import { may } from '@/lib/access/context'
import { moduleNames } from '@/lib/sync/modules/registry'
import { countCauses } from '@/lib/sync/overview/list-overview'
import { availableModules } from '@/lib/sync/rollout/rollout'
import { listWarnings, type WarningView } from '@/lib/sync/warnings/list-warnings'
import { sessionContext } from '@/lib/web/context'
import { ChartsSkeleton } from './_charts/charts-skeleton'
import { HistoryCharts } from './_charts/history-charts'
import { NoOverview } from './_components/no-overview'
import { readOverviewState } from './_components/overview-filter'
import { OverviewList } from './_components/overview-list'
import { OverviewToolbar } from './_components/overview-toolbar'
import { Problems } from './_components/problems'
import { SectionLinks } from './_components/section-links'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('overview')
  return { title: `${t('title')} · Microsoft` }
}

/** Whose sync is healthy and whose is not, of the whole organisation, on one page. */
export default async function OverviewPage({
  searchParams,
}: PageProps<'/settings/marketplace/microsoft/overview'>) {
  const [context, params] = await Promise.all([sessionContext(), searchParams])
  if (!may(context.actor, 'manage-integrations')) return <NoOverview />
  const state = readOverviewState(params)
  const { search, module, cause, show } = state
  const [counts, available, warnings] = await Promise.all([
    countCauses(context, { search, module: module ?? undefined }),
    availableModules(context.db, context.organisationId),
    listWarnings(context),
  ])
  return (
    <>
      <WarningList warnings={warnings.filter(isNoRow)} />
      <OverviewToolbar state={state} modules={moduleNames.filter((name) => available.has(name))} />
      <SectionLinks state={state} counts={counts} />
      {show === 'problems' && cause === null ? (
        <div className="flex flex-col gap-4">
          <Problems context={context} state={state} counts={counts} />
          <Suspense fallback={<ChartsSkeleton />}>
            <HistoryCharts context={context} />
          </Suspense>
        </div>
      ) : (
        <OverviewList context={context} state={state} />
      )}
    </>
  )
}

/** What one connection suffers from is said in its row. */
const isNoRow = ({ audience, code }: WarningView) => audience !== 'member' || code === 'sign-in-unused'
