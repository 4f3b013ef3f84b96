import { SearchX } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { Pagination } from '@/components/ui/pagination'
import type { Context } from '@/lib/access/context'
import { listOverview } from '@/lib/sync/overview/list-overview'
import { OVERVIEW_PATH, type OverviewState, overviewHref } from './overview-filter'
import { positionOfText, textOfPosition } from './overview-position'
import { overviewQuery } from './overview-query'
import { OverviewTable } from './overview-table'
import { shownRows } from './shown-rows'

const PAGE_SIZE = 50

/** All that fit, by name, a page at a time. */
export async function OverviewList({ context, state }: { context: Context; state: OverviewState }) {
  const t = await getTranslations('overview')
  const { trail, cause } = state
  const after = positionOfText(trail.at(-1))
  const { items, next } = await listOverview(context, { ...overviewQuery(state), limit: PAGE_SIZE, after })
  const turnTo = (to: readonly string[]) => overviewHref({ ...state, trail: to })
  const title = cause ? t(`causes.${cause}`) : t(`sections.${state.show}`)
  return (
    <Card flush>
      {items.length === 0 ? (
        <EmptyState
          icon={<SearchX aria-hidden />}
          title={t('noMatchTitle')}
          actions={<LinkButton href={OVERVIEW_PATH}>{t('showProblems')}</LinkButton>}
        >
          {t('noMatchText')}
        </EmptyState>
      ) : (
        <OverviewTable label={title} rows={await shownRows(items, context.now())} showCause />
      )}
      <Pagination
        label={t('pages')}
        previous={{ label: t('previousPage'), href: trail.length > 0 ? turnTo(trail.slice(0, -1)) : null }}
        next={{ label: t('nextPage'), href: next && turnTo([...trail, textOfPosition(next)]) }}
      />
    </Card>
  )
}
