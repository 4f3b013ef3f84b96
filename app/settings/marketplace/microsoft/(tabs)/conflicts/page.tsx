import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { decodePosition, encodePosition } from '@/components/crm/list-position'
import { Card } from '@/components/ui/card'
import { Pagination } from '@/components/ui/pagination'
import { SegmentedLinks } from '@/components/ui/segmented-links'
import { mostAtOnce } from '@/lib/sync/conflicts/conflict-filter'
import { countNewConflicts } from '@/lib/sync/conflicts/count-conflicts'
import { listConflicts } from '@/lib/sync/conflicts/list-conflicts'
import { ownConnections } from '@/lib/sync/connections/own-connections'
import { lockOf } from '@/lib/sync/locks/find-lock'
import { sessionContext } from '@/lib/web/context'
import { ModuleSelect } from '../../_components/module-select'
import { ConflictList } from './_components/conflict-list'
import { NoConflicts } from './_components/no-conflicts'
import { RulesCard } from './_components/rules-card'
import { ConflictQuery, conflictsHref, conflictViews, filterOf } from './conflict-query'
import { conflictRows } from './conflict-rows'

const perPage = 25

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('conflicts'))('title') }
}

export default async function ConflictsPage({
  searchParams,
}: PageProps<'/settings/marketplace/microsoft/conflicts'>) {
  const [context, query, t] = await Promise.all([
    sessionContext(),
    searchParams,
    getTranslations('conflicts'),
  ])
  const { show, module, after } = ConflictQuery.parse(query)
  const until = context.now()
  const [connections, count, found] = await Promise.all([
    ownConnections(context),
    countNewConflicts(context),
    listConflicts(context, { ...filterOf({ show, module }), limit: perPage, after: positionOf(after) }),
  ])
  const rows = await conflictRows(context, found.items)
  const rules = await Promise.all(
    connections
      .filter(({ status }) => status !== 'off' && status !== 'disabling')
      .map(async ({ module, options }) => {
        const { lock } = await lockOf(context, module)
        return {
          module,
          rule: lock.options.conflict ?? options.conflict,
          isFixed: lock.options.conflict !== undefined,
        }
      }),
  )
  const hrefOf = (next: ConflictQuery['module']) => conflictsHref({ show, module: next })
  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-3xl text-base text-ink-soft">{t('intro')}</p>
      <RulesCard rules={rules} />
      <div className="flex flex-wrap items-center gap-2">
        <SegmentedLinks
          label={t('views.label')}
          links={conflictViews.map((view) => ({
            key: view,
            href: conflictsHref({ show: view, module }),
            current: view === show,
            label: (
              <>
                {t(`views.${view}`)}
                {view === 'new' && <span className="text-ink-faint tabular-nums">{count}</span>}
              </>
            ),
          }))}
        />
        <ModuleSelect
          label={t('module')}
          allLabel={t('allModules')}
          value={module ?? 'all'}
          hrefs={{
            all: hrefOf(undefined),
            meetings: hrefOf('meetings'),
            contacts: hrefOf('contacts'),
            tasks: hrefOf('tasks'),
          }}
        />
      </div>
      <Card flush>
        {rows.length === 0 ? (
          <NoConflicts show={show} module={module} />
        ) : (
          <ConflictList
            key={`${show} ${module} ${after}`}
            rows={rows}
            list={{ show, module, until: until.toISOString() }}
            hasMore={found.next !== null || after !== undefined}
            most={mostAtOnce}
          />
        )}
        <Pagination
          label={t('pages')}
          previous={{
            label: t('newest'),
            href: after === undefined ? null : conflictsHref({ show, module }),
          }}
          next={{
            label: t('next'),
            href: found.next
              ? conflictsHref({
                  show,
                  module,
                  after: encodePosition({ key: found.next.at.toISOString(), id: found.next.id }),
                })
              : null,
          }}
        />
      </Card>
    </div>
  )
}

function positionOf(text: string | undefined): { at: Date; id: string } | undefined {
  const position = decodePosition(text)
  const at = new Date(position?.key ?? Number.NaN)
  return position && !Number.isNaN(at.getTime()) ? { at, id: position.id } : undefined
}
