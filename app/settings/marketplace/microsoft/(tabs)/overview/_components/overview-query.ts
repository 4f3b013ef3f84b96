import { sections } from '@/lib/sync/overview/causes'
import type { OverviewFilter } from '@/lib/sync/overview/standing'
import type { OverviewState } from './overview-filter'

/** What of the connections a state of the page shows. */
export const overviewQuery = ({ search, module, show, cause }: OverviewState): OverviewFilter => ({
  search,
  module: module ?? undefined,
  causes: cause ? [cause] : show === 'all' ? undefined : sections[show],
})
