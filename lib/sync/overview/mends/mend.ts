import type { Context } from '@/lib/access/context'
import { type Cause, type Mend, mendsOf } from '../causes'
import { connectionsWith } from '../list-overview'
import type { OverviewFilter } from '../standing'
import { askToReconnect } from './ask-to-reconnect'
import type { Mended } from './mendable'
import { releaseLease } from './release-lease'
import { renewSubscription } from './renew-subscription'
import { runAgain } from './run-again'

const verbs: Record<Mend, (context: Context, connectionIds: readonly string[]) => Promise<Mended>> = {
  'ask-to-reconnect': askToReconnect,
  'run-again': runAgain,
  'renew-subscription': renewSubscription,
  'release-lease': releaseLease,
}

/** One connection, or all that have a cause at this moment and fit the filter. */
export type MendTarget =
  | { connectionId: string }
  | ({ cause: Cause } & Pick<OverviewFilter, 'module' | 'search'>)

/**
 * Mends one connection or a whole group. Afterwards the runs of `done` are to be requested.
 * @throws DomainError `permission-required`, `not-found`
 */
export async function mend(context: Context, what: Mend, target: MendTarget): Promise<Mended> {
  if ('connectionId' in target) return verbs[what](context, [target.connectionId])
  const { cause, ...filter } = target
  const ids = mendsOf(cause).includes(what)
    ? await connectionsWith(context, { ...filter, causes: [cause] })
    : []
  return verbs[what](context, ids)
}
