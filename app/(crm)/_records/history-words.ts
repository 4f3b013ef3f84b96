import { getFormatter, getTranslations } from 'next-intl/server'
import type { RecordKind } from '@/components/crm/record-kind'
import { isFieldName } from './field-names'
import { isMeetingField } from './meeting-field-names'

/** What the history calls a record's fields, and how it shows what they held. */
export type HistoryWords = {
  label(field: string): string
  /** Null for nothing. */
  value(field: string, given: unknown): string | null
}

export async function historyWords(
  kind: RecordKind,
  memberNames: ReadonlyMap<string, string>,
): Promise<HistoryWords> {
  const [t, tMeeting, format] = await Promise.all([
    getTranslations('records'),
    getTranslations('meeting'),
    getFormatter(),
  ])
  const member = (id: string) => memberNames.get(id) ?? t('byFormerMember')
  const moment = (text: string) =>
    text.length === 10
      ? format.dateTime(new Date(`${text}T00:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' })
      : format.dateTime(new Date(text), { dateStyle: 'medium', timeStyle: 'short' })
  const people = (given: readonly unknown[]) => tMeeting('people', { count: given.length })

  return {
    label(field) {
      if (kind === 'meeting') return isMeetingField(field) ? tMeeting(`fields.${field}`) : field
      return isFieldName(field) ? t(`fields.${field}`) : field
    },
    value(field, given) {
      if (given === null || given === undefined || given === '') return null
      if (field === 'ownerId') return member(String(given))
      if (kind !== 'meeting') return String(given)
      if (field === 'start' || field === 'end') return moment(String(given))
      if (Array.isArray(given)) return people(given)
      if (typeof given === 'boolean') return tMeeting(given ? 'yes' : 'no')
      if (field === 'status') return given === 'cancelled' ? tMeeting('cancelled') : tMeeting('scheduled')
      // Whom it is about is a link above; here it only counts that there was somebody.
      return typeof given === 'object' ? people([given]) : String(given)
    },
  }
}
