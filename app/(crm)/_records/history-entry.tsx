import { getTranslations } from 'next-intl/server'
import { Avatar } from '@/components/ui/avatar'
import { fullMoment } from '@/i18n/moments'
import type { TimelineEntry } from '@/lib/crm/records/record-timeline'
import type { HistoryWords } from './history-words'

type HistoryEntryProps = { entry: TimelineEntry; words: HistoryWords }

export async function HistoryEntry({ entry: { at, kind, by, fields }, words }: HistoryEntryProps) {
  const t = await getTranslations('records')
  const person = by.name ?? t('bySystem')
  const who = by.type === 'sync' ? t('bySyncOf', { name: person }) : person
  const changes = kind === 'updated' ? Object.entries(fields) : []
  return (
    <li className="relative flex gap-2.5 pb-3 not-last:before:absolute not-last:before:top-6 not-last:before:bottom-0 not-last:before:left-2.5 not-last:before:w-px not-last:before:bg-line">
      <Avatar name={person} size="small" />
      <div className="min-w-0 flex-1 text-sm">
        <p>{t(`historyKinds.${kind}`, { name: who })}</p>
        {changes.length > 0 && (
          <ul className="mt-0.5 text-ink-soft">
            {changes.map(([field, { before, after }]) => (
              <FieldChange
                key={field}
                label={words.label(field)}
                before={words.value(field, before)}
                after={words.value(field, after)}
              />
            ))}
          </ul>
        )}
        <time dateTime={at.toISOString()} className="text-xs text-ink-faint">
          {await fullMoment(at)}
        </time>
      </div>
    </li>
  )
}

type FieldChangeProps = { label: string; before: string | null; after: string | null }

function FieldChange({ label, before, after }: FieldChangeProps) {
  return (
    <li className="line-clamp-3 wrap-anywhere">
      <span className="text-ink-faint">{label}</span>{' '}
      {before !== null && <del className="decoration-ink-faint">{before}</del>}{' '}
      {before !== null && after !== null && <span aria-hidden>→ </span>}
      {after !== null && <ins className="no-underline">{after}</ins>}
    </li>
  )
}
