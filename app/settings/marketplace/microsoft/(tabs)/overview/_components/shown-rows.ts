import 'server-only'
import { shortMoment } from '@/i18n/moments'
import type { OverviewRow } from '@/lib/sync/overview/list-overview'
import type { ShownRow } from './overview-row'

export const shownRows = (rows: readonly OverviewRow[], now: Date): Promise<ShownRow[]> =>
  Promise.all(
    rows.map(async ({ lastSuccessAt, ...row }) => ({
      ...row,
      lastSuccess: lastSuccessAt && (await shortMoment(lastSuccessAt, now)),
    })),
  )
