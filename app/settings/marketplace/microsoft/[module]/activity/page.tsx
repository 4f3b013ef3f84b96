import { History } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { SupportFileLink } from '@/components/microsoft/support-file-link'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { fullMoment } from '@/i18n/moments'
import { listActivity } from '@/lib/sync/activity/list-activity'
import { nameRecords } from '@/lib/sync/activity/name-records'
import { runsByIds } from '@/lib/sync/activity/runs'
import { sessionContext } from '@/lib/web/context'
import { moduleOfPage } from '../../_connection/module-params'
import { ActivityFilter } from '../_activity/activity-filter'
import { ActivityQuery, positionOf, positionText, withQuery } from '../_activity/activity-query'
import { byRun } from '../_activity/by-run'
import { EntryList } from '../_activity/entry-list'
import { modulePath } from '../_activity/module-path'
import { ModuleViews } from '../_activity/module-views'
import { RunHeading } from '../_activity/run-heading'

type Props = PageProps<'/settings/marketplace/microsoft/[module]/activity'>

const perPage = 30

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await moduleOfPage(params)
  const [t, tConnection] = await Promise.all([getTranslations('syncActivity'), getTranslations('connection')])
  return { title: t('title', { module: tConnection(`modules.${name}.title`) }) }
}

/** What a connection has done, entry by entry in the runs that did it, each with what can be put back. */
export default async function ActivityPage({ params, searchParams }: Props) {
  const [context, module, asked] = await Promise.all([sessionContext(), moduleOfPage(params), searchParams])
  const { after, ...query } = ActivityQuery.parse(asked)
  const { action, direction, record, run } = query
  const [t, tConnection, tMapping, found] = await Promise.all([
    getTranslations('syncActivity'),
    getTranslations('connection'),
    getTranslations('mapping'),
    listActivity(context, module.name, {
      limit: perPage,
      action,
      direction,
      recordId: record,
      runId: run,
      after: positionOf(after),
    }),
  ])
  const [named, runs] = await Promise.all([
    nameRecords(context, module, record ? [{ recordId: record }] : []),
    runsByIds(context, module.name, [
      ...found.items.flatMap(({ runId }) => runId ?? []),
      ...(run ? [run] : []),
    ]),
  ])
  const path = modulePath(module.name, 'activity')
  const isFiltered = Object.values(query).some((value) => value !== undefined)
  const recordName = record ? (named.get(record)?.name ?? t('someRecord', { module: module.name })) : null
  const asOf = run ? runs.get(run)?.startedAt : undefined
  return (
    <>
      <PageHeader
        back={{ href: '/settings/marketplace/microsoft', label: tMapping('back') }}
        title={t('title', { module: tConnection(`modules.${module.name}.title`) })}
        description={t('intro', { module: module.name })}
        actions={<ModuleViews module={module.name} current="activity" />}
      />
      <ActivityFilter
        module={module.name}
        path={path}
        query={query}
        recordName={recordName}
        runName={run ? (asOf ? await fullMoment(asOf) : '…') : null}
      />
      <Card flush className="mt-4 overflow-hidden">
        {found.items.length === 0 ? (
          <EmptyState
            icon={<History aria-hidden />}
            title={t(isFiltered ? 'noMatchTitle' : 'emptyTitle')}
            actions={isFiltered && <LinkButton href={path}>{t('showAll')}</LinkButton>}
          >
            {t(isFiltered ? 'noMatchText' : 'emptyText', { module: module.name })}
          </EmptyState>
        ) : (
          byRun(found.items).map(({ key, runId, entries }) => {
            const of = runId === null ? undefined : runs.get(runId)
            return (
              <section key={key} className="first:[&>h2]:border-t-0">
                {of && <RunHeading module={module.name} run={of} />}
                <EntryList
                  context={context}
                  module={module}
                  entries={entries}
                  filterHref={record ? null : (id) => withQuery(path, { ...query, record: id })}
                />
              </section>
            )
          })
        )}
        <Pagination
          label={t('pages')}
          previous={{ label: t('newest'), href: after === undefined ? null : withQuery(path, query) }}
          next={{
            label: t('next'),
            href: found.next ? withQuery(path, { ...query, after: positionText(found.next) }) : null,
          }}
        />
      </Card>
      <p className="mt-3 text-right text-sm">
        <SupportFileLink module={module.name} />
      </p>
    </>
  )
}
