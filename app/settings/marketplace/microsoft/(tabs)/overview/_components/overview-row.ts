import type { OverviewRow } from '@/lib/sync/overview/list-overview'

/** A row as the table takes it: moments are words already. */
export type ShownRow = Omit<OverviewRow, 'lastSuccessAt'> & { lastSuccess: string | null }
