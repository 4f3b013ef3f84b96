import { getTranslations } from 'next-intl/server'
import { SegmentedLinks } from '@/components/ui/segmented-links'
import { type Cause, sectionOf } from '@/lib/sync/overview/causes'
import { type OverviewState, overviewHref, type Shown } from './overview-filter'

type SectionLinksProps = { state: OverviewState; counts: ReadonlyMap<Cause, { total: number }> }

const shown = ['problems', 'running', 'idle', 'all'] as const

/** How many syncs have a problem, run, or do not; each number leads to them. */
export async function SectionLinks({ state, counts }: SectionLinksProps) {
  const t = await getTranslations('overview')
  const countOf = (show: Shown) =>
    [...counts]
      .filter(([cause]) => show === 'all' || sectionOf(cause) === show)
      .reduce((sum, [, { total }]) => sum + total, 0)
  return (
    <SegmentedLinks
      label={t('sections.label')}
      className="mb-3"
      links={shown.map((show) => ({
        key: show,
        href: overviewHref({ ...state, show, cause: null, trail: [] }),
        current: state.cause === null && state.show === show,
        label: (
          <>
            {t(`sections.${show}`)}
            <span className="text-ink-faint tabular-nums">{countOf(show)}</span>
          </>
        ),
      }))}
    />
  )
}
