import { getFormatter } from 'next-intl/server'
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
  task: ['dueDate'],
}

export async function binRow(
  kind: RecordKind,
  record: CrmRecord<RecordValues>,
  memberNames: ReadonlyMap<string, string>,
  now: Date,
): Promise<BinRow> {
  const format = await getFormatter()
  const shown = (text: string) =>
    isDay(text)
      ? format.dateTime(new Date(`${text}T00:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' })
      : text
  const detail = details[kind].flatMap((field) => shown(textOf(record[field]) ?? '') || []).join(' · ')
  return {
    id: record.id,
    name:
      textOf(record.lastName) === null ? (textOf(record.title ?? record.subject) ?? '') : fullName(record),
    detail: detail === '' ? null : detail,
    ownerName: memberNames.get(record.ownerId) ?? '',
    deleted: await shortMoment(record.deletedAt ?? record.updatedAt, now),
  }
}

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text)
