import { fullName } from '@/components/crm/full-name'
import type { PersonKind } from '@/components/crm/record-kind'
import { shortMoment } from '@/i18n/moments'
import type { CrmRecord, RecordValues } from '@/lib/crm/records/record-module'

/** What a list shows of a record. */
export type RecordRow = {
  id: string
  name: string
  company: string | null
  title: string | null
  email: string | null
  phone: string | null
  status: string | null
  ownerName: string
  changed: string
}

export async function recordRow(
  kind: PersonKind,
  record: CrmRecord<RecordValues>,
  memberNames: ReadonlyMap<string, string>,
  now: Date,
): Promise<RecordRow> {
  const text = (field: string) => textOf(record[field])
  return {
    id: record.id,
    name: fullName(record),
    company: text(kind === 'contact' ? 'accountName' : 'company'),
    title: text('title'),
    email: text('email') ?? text('secondaryEmail'),
    phone: text('phone') ?? text('mobile') ?? text('homePhone'),
    status: text('leadStatus'),
    ownerName: memberNames.get(record.ownerId) ?? '',
    changed: await shortMoment(record.updatedAt, now),
  }
}

export const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null
