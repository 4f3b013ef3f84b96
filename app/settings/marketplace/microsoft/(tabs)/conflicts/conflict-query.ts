import { z } from 'zod'
import type { ConflictFilter } from '@/lib/sync/conflicts/conflict-filter'
import { moduleName } from '../../_connection/module-params'

export const conflictsPath = '/settings/marketplace/microsoft/conflicts'

export const conflictViews = ['new', 'seen', 'all'] as const
export type ConflictView = (typeof conflictViews)[number]

export const ConflictQuery = z.object({
  show: z.enum(conflictViews).default('new').catch('new'),
  module: moduleName.optional().catch(undefined),
  after: z.string().optional().catch(undefined),
})
export type ConflictQuery = z.output<typeof ConflictQuery>

/** An address of the inbox; what is as at first is left out. */
export function conflictsHref({ show, module, after }: Partial<ConflictQuery>): string {
  const query = new URLSearchParams({
    ...(show && show !== 'new' ? { show } : {}),
    ...(module ? { module } : {}),
    ...(after ? { after } : {}),
  }).toString()
  return query === '' ? conflictsPath : `${conflictsPath}?${query}`
}

export const filterOf = ({ show, module }: Pick<ConflictQuery, 'show' | 'module'>): ConflictFilter => ({
  module,
  seen: show === 'all' ? undefined : show,
})
