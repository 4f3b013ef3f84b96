import { History } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { z } from 'zod'
import { orNotFound } from '@/app/(crm)/_records/or-not-found'
import { fieldLabels } from '@/components/microsoft/field-labels'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { fullMoment } from '@/i18n/moments'
import { DomainError } from '@/lib/errors'
import { listActivity } from '@/lib/sync/activity/list-activity'
import { readRun, runFigures } from '@/lib/sync/activity/runs'
import type { ModuleName } from '@/lib/sync/modules/module'
import { isTooOld } from '@/lib/sync/undo/reach'
import { undoProgress } from '@/lib/sync/undo/undo-progress'
import { sessionContext } from '@/lib/web/context'
import { moduleOfPage } from '../../../_connection/module-params'
import { ActivityFilter } from '../../_activity/activity-filter'
import { ActivityQuery, positionOf, positionText, withQuery } from '../../_activity/activity-query'
import { EntryList } from '../../_activity/entry-list'
import { modulePath } from '../../_activity/module-path'
import { RunState } from '../../_activity/run-state'
import { RunFacts } from './_components/run-facts'
import { RunRelations } from './_components/run-relations'
import { UndoDialog } from './_components/undo-dialog'
import { WatchRun } from './_components/watch-run'

type Props = PageProps<'/settings/marketplace/microsoft/[module]/runs/[id]'>

const perPage = 30

const findRun = cache(async (module: ModuleName, id: string) => {
  const context = await sessionContext()
  const known = z.guid().safeParse(id).success
  return orNotFound(known ? readRun(context, module, id) : Promise.reject(new DomainError('not-found')))
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ name }, { id }, t] = await Promise.all([
    moduleOfPage(params),
    params,
    getTranslations('undo.runTitle'),
  ])
  const run = await findRun(name, id)
  return { title: t(run.kind, { when: await fullMoment(run.startedAt) }) }
}

/** One run: what it did, how it ended, and the way to undo it. */
export default async function RunPage({ params, searchParams }: Props) {
  const [context, module, { id }, asked] = await Promise.all([
    sessionContext(),
    moduleOfPage(params),
    params,
    searchParams,
  ])
  const run = await findRun(module.name, id)
  const { after, ...query } = ActivityQuery.omit({ run: true, record: true }).parse(asked)
  const isUndoing = run.finishedAt === null && run.undoOf !== null
  const [t, tActivity, found, figures, undoing, progress, labels] = await Promise.all([
    getTranslations('undo'),
    getTranslations('syncActivity'),
    listActivity(context, module.name, { ...query, limit: perPage, runId: id, after: positionOf(after) }),
    runFigures(context, [id]),
    run.undoneBy === null ? null : readRun(context, module.name, run.undoneBy),
    isUndoing ? undoProgress(context, id) : null,
    fieldLabels(module.name),
  ])
  const path = modulePath(module.name, 'runs', id)
  const isBegun = undoing !== null && undoing.finishedAt === null
  const canUndo =
    run.finishedAt !== null &&
    (undoing === null || isBegun) &&
    !isTooOld(run.startedAt, context.now()) &&
    figures.some(({ action }) => action !== 'skipped' && action !== 'failed')
  const isFiltered = Object.values(query).some((value) => value !== undefined)
  // What is refused again was told the first time.
  const untold =
    run.failed > 0
      ? { title: t('runs.refusedAgain', { count: run.failed }), text: t('runs.refusedAgainText') }
      : { title: t('runs.nothing'), text: t('noEntries') }
  const nothing = isFiltered ? { title: tActivity('noMatchTitle'), text: tActivity('noMatchText') } : untold
  return (
    <>
      <WatchRun isOpen={run.finishedAt === null} />
      <PageHeader
        back={{ href: modulePath(module.name, 'runs'), label: t('runs.back') }}
        title={t(`runTitle.${run.kind}`, { when: await fullMoment(run.startedAt) })}
        meta={<RunState run={run} progress={progress} />}
        actions={
          canUndo && (
            <UndoDialog
              module={module.name}
              run={{ id, kind: run.kind }}
              isBegun={isBegun}
              labels={Object.fromEntries(module.crmFields.map(({ name }) => [name, labels.any(name)]))}
            />
          )
        }
      />
      <RunRelations module={module.name} run={run} />
      <RunFacts run={run} figures={figures} />
      <h2 className="mt-6 mb-2 text-base font-semibold">{t('entries')}</h2>
      <ActivityFilter module={module.name} path={path} query={query} recordName={null} runName={null} />
      <Card flush className="mt-3 overflow-hidden">
        {found.items.length === 0 ? (
          <EmptyState icon={<History aria-hidden />} title={nothing.title}>
            {nothing.text}
          </EmptyState>
        ) : (
          <EntryList context={context} module={module} entries={found.items} filterHref={null} />
        )}
        <Pagination
          label={tActivity('pages')}
          previous={{ label: tActivity('newest'), href: after === undefined ? null : withQuery(path, query) }}
          next={{
            label: tActivity('next'),
            href: found.next ? withQuery(path, { ...query, after: positionText(found.next) }) : null,
          }}
        />
      </Card>
    </>
  )
}
