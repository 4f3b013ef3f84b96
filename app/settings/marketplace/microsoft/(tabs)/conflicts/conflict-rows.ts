import 'server-only'
import { getFormatter, getTranslations } from 'next-intl/server'
import { allMembers, memberNames } from '@/app/_members/members'
import { fieldLabels } from '@/components/microsoft/field-labels'
import { valueText } from '@/components/microsoft/value-text'
import { fullMoment } from '@/i18n/moments'
import { nameRecords } from '@/lib/sync/activity/name-records'
import type { Conflict } from '@/lib/sync/conflicts/list-conflicts'
import type { ModuleName } from '@/lib/sync/modules/module'
import { moduleOf } from '@/lib/sync/modules/registry'
import type { SessionContext } from '@/lib/web/context'

type ConflictStory = NonNullable<Conflict['story']>

/** One value of a conflict: what it was, where, and by whom and when it was entered. */
export type ConflictValue = { side: 'crm' | 'microsoft'; text: string; edit: string }

export type ConflictRowView = {
  id: string
  module: ModuleName
  /** Null for a record that the reader may not see any more. */
  record: { name: string; href: string } | null
  at: string
  when: string
  rule: ConflictStory['rule'] | null
  fields: { field: string; label: string; kept: ConflictValue; lost: ConflictValue }[]
  isSeen: boolean
  isRestored: boolean
}

/** Conflicts in words, as plain data for the list. */
export async function conflictRows(
  context: SessionContext,
  conflicts: readonly Conflict[],
): Promise<ConflictRowView[]> {
  const modules = [...new Set(conflicts.map(({ module }) => module))]
  const [members, ...worded] = await Promise.all([
    conflicts.length > 0 ? allMembers(context) : [],
    ...modules.map(async (name) => ({ name, words: await wordsOf(context, name, conflicts) })),
  ])
  const edits = await editWords(memberNames(members))
  return Promise.all(
    conflicts.flatMap((conflict) => {
      const words = worded.find(({ name }) => name === conflict.module)?.words
      return words ? [rowOf(conflict, words, edits)] : []
    }),
  )
}

type Words = Awaited<ReturnType<typeof wordsOf>>
type EditWords = Awaited<ReturnType<typeof editWords>>

async function wordsOf(context: SessionContext, name: ModuleName, conflicts: readonly Conflict[]) {
  const module = moduleOf(name)
  const own = conflicts.filter((one) => one.module === name)
  const [labels, text, named] = await Promise.all([
    fieldLabels(name),
    valueText(name),
    module ? nameRecords(context, module, own) : new Map<string, never>(),
  ])
  return { labels, text, named }
}

/** When and by whom a value was entered. */
async function editWords(names: ReadonlyMap<string, string>) {
  const [t, format] = await Promise.all([getTranslations('conflicts'), getFormatter()])
  return (at: string | null | undefined, by: ConflictStory['crm'][string]['by'] | null): string => {
    if (!at) return t('unknownEdit')
    // To the second: two edits that meet are often of the same minute.
    const when = format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'medium' })
    if (by === null) return when
    if (by.type !== 'user')
      return t('editedBy', { name: t(by.type === 'sync' ? 'bySync' : 'bySystem'), when })
    return t('editedBy', { name: names.get(by.id ?? '') ?? t('byFormerMember'), when })
  }
}

async function rowOf(conflict: Conflict, words: Words, edits: EditWords): Promise<ConflictRowView> {
  const { id, module, recordId, at, direction, story, fields, seenAt, restoredAt } = conflict
  const named = recordId === null ? undefined : words.named.get(recordId)
  const kept = direction === 'toMicrosoft' ? 'crm' : 'microsoft'
  const oneSide = (side: 'crm' | 'microsoft', field: string, value: unknown): ConflictValue => {
    const edit = story?.crm[field]
    return {
      side,
      text: words.text(field, value),
      edit: side === 'crm' ? edits(edit?.at, edit?.by ?? null) : edits(story?.microsoftAt, null),
    }
  }
  return {
    id,
    module,
    record: named && recordId ? { name: named.name, href: `/${module}/${recordId}` } : null,
    at: at.toISOString(),
    when: await fullMoment(at),
    rule: story?.rule ?? null,
    fields: fields.map(({ field, after, lost }) => ({
      field,
      label: words.labels.any(field),
      kept: oneSide(kept, field, after),
      lost: oneSide(kept === 'crm' ? 'microsoft' : 'crm', field, lost),
    })),
    isSeen: seenAt !== null,
    isRestored: restoredAt !== null,
  }
}
