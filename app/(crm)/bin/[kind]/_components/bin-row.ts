import { fullName } from '@/components/crm/full-name'
import type { RecordKind } from '@/components/crm/record-kind'
import { shortMoment } from '@/i18n/moments'
import type { CrmRecord, RecordValues } from '@/lib/crm/records/record-module'
import { textOf } from '../../../_records/record-row'

/** What the recycle bin shows of a record. */
export type BinRow = {
  id: string
  name: string
  /** By what one tells it from others of its name. */
  detail: string | null
  ownerName: string
  deleted: string
}

const details: Record<RecordKind, readonly string[]> = {
  contact: ['accountName', 'email'],
  lead: ['company', 'email'],
  meeting: ['location'],
}

export async function binRow(
  kind: RecordKind,
  record: CrmRecord<RecordValues>,
  memberNames: ReadonlyMap<string, string>,
  now: Date,
): Promise<BinRow> {
  const detail = details[kind].flatMap((field) => textOf(record[field]) ?? []).join(' · ')
  return {
    id: record.id,
    name: textOf(record.lastName) === null ? (textOf(record.title) ?? '') : fullName(record),
    detail: detail === '' ? null : detail,
    ownerName: memberNames.get(record.ownerId) ?? '',
    deleted: await shortMoment(record.deletedAt ?? record.updatedAt, now),
  }
}
