import type { ActivityField } from '@/db/schema/sync'
import { fieldOf } from '@/lib/sync/core/canonical'
import { isOwed } from '@/lib/sync/core/plan-fields'
import type { CanonicalFields } from '@/lib/sync/core/types'
import type { LinkRow } from '@/lib/sync/links'
import type { Session } from './session'

/** The former and the new values over there, under the CRM's names: the reader knows those. */
export function writtenFields(session: Session, row: LinkRow, patch: CanonicalFields): ActivityField[] {
  const former = row.itemId === null ? {} : (row.base?.microsoft ?? {})
  return session.rules.flatMap((rule) => {
    const { crm, microsoft, toCrm } = rule
    const [before, after] = [fieldOf(former, microsoft), fieldOf(patch, microsoft)]
    if (!(microsoft in patch) || before === after) return []
    const held = row.itemId === null ? undefined : row.base?.crm[crm]
    const isTold = held === undefined || toCrm(before, former) === held
    return [
      {
        field: crm,
        before,
        after,
        lost: null,
        ...(isTold ? {} : { crm: { before: held } }),
        ...(isOwed(row.base, rule) ? { settles: true as const } : {}),
      },
    ]
  })
}
