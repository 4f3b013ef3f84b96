import { ChevronRight, RefreshCw, Undo2 } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { fullMoment } from '@/i18n/moments'
import { listRuns, type RunFigure, type RunView, runFigures } from '@/lib/sync/activity/runs'
import type { ModuleName } from '@/lib/sync/modules/module'
import { sessionContext } from '@/lib/web/context'
import { moduleOfPage } from '../../_connection/module-params'
import { ActivityQuery, positionOf, positionText, withQuery } from '../_activity/activity-query'
import { modulePath } from '../_activity/module-path'
import { ModuleViews } from '../_activity/module-views'
import { RunCounts } from '../_activity/run-counts'
import { RunState } from '../_activity/run-state'

type Props = PageProps<'/settings/marketplace/microsoft/[module]/runs'>

const perPage = 30

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await moduleOfPage(params)
  const [t, tConnection] = await Promise.all([getTranslations('undo'), getTranslations('connection')])
  return { title: t('runs.title', { module: tConnection(`modules.${name}.title`) }) }
}

/** The runs of a connection that did something, newest first. */
export default async function RunsPage({ params, searchParams }: Props) {
  const [context, module, asked] = await Promise.all([sessionContext(), moduleOfPage(params), searchParams])
  const { after } = ActivityQuery.parse(asked)
  const [t, tActivity, tConnection, tMapping, found] = await Promise.all([
    getTranslations('undo'),
    getTranslations('syncActivity'),
    getTranslations('connection'),
    getTranslations('mapping'),
    listRuns(context, module.name, { limit: perPage, after: positionOf(after), eventful: true }),
  ])
  const figures = await runFigures(
    context,
    found.items.map(({ id }) => id),
  )
  const path = modulePath(module.name, 'runs')
  return (
    <>
      <PageHeader
        back={{ href: '/settings/marketplace/microsoft', label: tMapping('back') }}
        title={t('runs.title', { module: tConnection(`modules.${module.name}.title`) })}
        description={t('runs.intro')}
        actions={<ModuleViews module={module.name} current="runs" />}
      />
      <Card flush className="overflow-hidden">
        {found.items.length === 0 ? (
          <EmptyState icon={<RefreshCw aria-hidden />} title={t('runs.emptyTitle')}>
            {t('runs.emptyText')}
          </EmptyState>
        ) : (
          <ol>
            {found.items.map((run) => (
              <RunLine
                key={run.id}
                module={module.name}
                run={run}
                figures={figures.filter(({ runId }) => runId === run.id)}
              />
            ))}
          </ol>
        )}
        <Pagination
          label={t('runs.pages')}
          previous={{ label: tActivity('newest'), href: after === undefined ? null : path }}
          next={{
            label: tActivity('next'),
            href: found.next ? withQuery(path, { after: positionText(found.next) }) : null,
          }}
        />
      </Card>
    </>
  )
}

type RunLineProps = { module: ModuleName; run: RunView; figures: readonly RunFigure[] }

async function RunLine({ module, run, figures }: RunLineProps) {
  const t = await getTranslations('undo')
  const Icon = run.kind === 'undo' ? Undo2 : RefreshCw
  return (
    <li className="border-t border-line first:border-t-0">
      <Link
        href={modulePath(module, 'runs', run.id)}
        className="flex items-center gap-3 px-4 py-3 hover:bg-hover"
      >
        <span className="grid size-7 shrink-0 place-items-center rounded-full bg-hover text-ink-soft">
          <Icon aria-hidden className="size-3.5" />
        </span>
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <span className="text-base font-medium">
              {t(`runTitle.${run.kind}`, { when: await fullMoment(run.startedAt) })}
            </span>
            <RunState run={run} />
          </span>
          <span className="block text-sm text-ink-soft">
            {figures.length > 0 && <RunCounts figures={figures} arrows />}
            {/* What is refused again was told the first time. */}
            {figures.length === 0 &&
              (run.failed > 0 ? t('runs.refusedAgain', { count: run.failed }) : t('runs.nothing'))}
          </span>
        </span>
        <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-faint" />
      </Link>
    </li>
  )
}
