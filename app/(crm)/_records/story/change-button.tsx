import { isDeepStrictEqual } from 'node:util'
import type { ReactNode } from 'react'
import type { RecordKind } from '@/components/crm/record-kind'
import { formerPatch } from '@/lib/crm/records/put-back-change'
import type { CrmRecord, RecordModule, RecordValues } from '@/lib/crm/records/record-module'
import type { TimelineEntry } from '@/lib/crm/records/record-timeline'
import { PutBackButton } from './put-back-button'

type Asked = {
  kind: RecordKind
  module: Pick<RecordModule, 'name'>
  record: CrmRecord<RecordValues>
  change: TimelineEntry
  rights: { edit: boolean; now: Date }
}

/** *Put back*, where there is something that is not as it was before the change, and the reader may edit it. */
export function changeButton({ kind, module, record, change, rights }: Asked): ReactNode {
  if (!rights.edit || record.deletedAt !== null) return null
  const former = formerPatch(module, change, rights.now)
  if (former === null) return null
  const isSo = Object.entries(former).every(([field, value]) =>
    isDeepStrictEqual(record[field] ?? null, value),
  )
  return isSo ? null : (
    <PutBackButton what={{ kind, recordId: record.id, changeId: change.id }} label="putBack" />
  )
}
