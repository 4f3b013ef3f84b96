import { getFormatter, getTranslations } from 'next-intl/server'
import type { RecordKind } from '@/components/crm/record-kind'
import { meetingFields } from '@/lib/crm/meetings/fields'
import { taskFields, taskPriorities, taskStatuses } from '@/lib/crm/tasks/fields'
import { isFieldName } from '../field-names'

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
  const [t, words] = await Promise.all([getTranslations('records'), wordsOf(kind)])
  return {
    label: words.label,
    value(field, given) {
      if (given === null || given === undefined || given === '') return null
      if (field === 'ownerId') return memberNames.get(String(given)) ?? t('byFormerMember')
      return words.value(field, given)
    },
  }
}

/** What the messages have a label for, of all that may stand in the change feed. */
const meetingLabels = [...meetingFields, 'ownerId'] as const
const taskLabels = [...taskFields, 'ownerId'] as const

const isOneOf = <Name extends string>(names: readonly Name[], name: string): name is Name =>
  names.some((known) => known === name)

/** The fields of each kind that are more than text. */
function wordsOf(kind: RecordKind): Promise<HistoryWords> {
  switch (kind) {
    case 'contact':
    case 'lead':
      return personWords()
    case 'meeting':
      return meetingWords()
    case 'task':
      return taskWords()
    default:
      return kind satisfies never
  }
}

async function personWords(): Promise<HistoryWords> {
  const t = await getTranslations('records')
  return {
    label: (field) => (isFieldName(field) ? t(`fields.${field}`) : field),
    value: (_, given) => String(given),
  }
}

async function meetingWords(): Promise<HistoryWords> {
  const [t, moment] = await Promise.all([getTranslations('meeting'), momentWords()])
  const people = (given: readonly unknown[]) => t('people', { count: given.length })
  return {
    label: (field) => (isOneOf(meetingLabels, field) ? t(`fields.${field}`) : field),
    value(field, given) {
      if (field === 'start' || field === 'end') return moment(String(given))
      if (Array.isArray(given)) return people(given)
      if (typeof given === 'boolean') return t(given ? 'yes' : 'no')
      if (field === 'status') return given === 'cancelled' ? t('cancelled') : t('scheduled')
      // Whom it is about is a link above; here it only counts that there was somebody.
      return typeof given === 'object' ? people([given]) : String(given)
    },
  }
}

async function taskWords(): Promise<HistoryWords> {
  const [t, moment] = await Promise.all([getTranslations('task'), momentWords()])
  const days = ['dueDate', 'reminderAt', 'closedAt']
  return {
    label: (field) => (isOneOf(taskLabels, field) ? t(`fields.${field}`) : field),
    value(field, given) {
      if (days.includes(field)) return moment(String(given))
      const status = field === 'status' && taskStatuses.find((known) => known === given)
      if (status) return t(`statuses.${status}`)
      const priority = field === 'priority' && taskPriorities.find((known) => known === given)
      if (priority) return t(`priorities.${priority}`)
      return typeof given === 'object' ? t('someRelation') : String(given)
    },
  }
}

/** A day, or an instant on the reader's clocks. */
async function momentWords() {
  const format = await getFormatter()
  return (text: string) =>
    text.length === 10
      ? format.dateTime(new Date(`${text}T00:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' })
      : format.dateTime(new Date(text), { dateStyle: 'medium', timeStyle: 'short' })
}
