import { CircleCheck } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Pagination } from '@/components/ui/pagination'
import { SegmentedLinks } from '@/components/ui/segmented-links'
import { ownConnections } from '@/lib/sync/connections/own-connections'
import { listProblems } from '@/lib/sync/parked/list-problems'
import { problemKinds } from '@/lib/sync/parked/problem-filter'
import { sessionContext } from '@/lib/web/context'
import { ModuleSelect } from '../../_components/module-select'
import { ProblemList } from './_components/problem-list'
import { WaitingConnections } from './_components/waiting-connections'
import { ProblemQuery, problemsHref } from './problem-query'
import { problemRows } from './problem-rows'

const perPage = 25

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('syncProblems'))('title') }
}

export default async function ProblemsPage({
  searchParams,
}: PageProps<'/settings/marketplace/microsoft/parked'>) {
  const [context, query, t] = await Promise.all([
    sessionContext(),
    searchParams,
    getTranslations('syncProblems'),
  ])
  const { kind, module, after } = ProblemQuery.parse(query)
  const [connections, found] = await Promise.all([
    ownConnections(context),
    listProblems(context, { kind, module, limit: perPage, after: after ? { id: after } : undefined }),
  ])
  const rows = await problemRows(context, found.items)
  const isFiltered = kind !== undefined || module !== undefined
  const waits = connections.some(
    ({ status }) => status === 'attention' || status === 'held' || status === 'paused',
  )
  const kindOfNothing = isFiltered ? 'noMatch' : waits ? 'waiting' : 'empty'
  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-3xl text-base text-ink-soft">{t('intro')}</p>
      <WaitingConnections connections={connections} />
      <div className="flex flex-wrap items-center gap-2">
        <SegmentedLinks
          label={t('views.label')}
          links={([undefined, ...problemKinds] as const).map((one) => ({
            key: one ?? 'all',
            href: problemsHref({ kind: one, module }),
            current: one === kind,
            label: t(`views.${one ?? 'all'}`),
          }))}
        />
        <ModuleSelect
          label={t('module')}
          allLabel={t('allModules')}
          value={module ?? 'all'}
          hrefs={{
            all: problemsHref({ kind }),
            meetings: problemsHref({ kind, module: 'meetings' }),
            contacts: problemsHref({ kind, module: 'contacts' }),
            tasks: problemsHref({ kind, module: 'tasks' }),
          }}
        />
      </div>
      <Card flush>
        {rows.length === 0 ? (
          <EmptyState icon={<CircleCheck aria-hidden />} title={t(`${kindOfNothing}Title`)} headingLevel={2}>
            {t(`${kindOfNothing}Text`)}
          </EmptyState>
        ) : (
          <ProblemList
            key={`${kind} ${module} ${after}`}
            rows={rows}
            filter={{ kind, module }}
            hasMore={found.next !== null || after !== undefined}
          />
        )}
        <Pagination
          label={t('pages')}
          previous={{ label: t('first'), href: after === undefined ? null : problemsHref({ kind, module }) }}
          next={{
            label: t('next'),
            href: found.next ? problemsHref({ kind, module, after: found.next.id }) : null,
          }}
        />
      </Card>
    </div>
  )
}
