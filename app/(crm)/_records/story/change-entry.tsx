import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { LongText } from '@/components/ui/long-text'
import type { TimelineEntry } from '@/lib/crm/records/record-timeline'
import type { HistoryWords } from './history-words'
import { StoryLine } from './story-line'

type ChangeEntryProps = { entry: TimelineEntry; words: HistoryWords; action: ReactNode }

/** Somebody changed the record in the CRM. */
export async function ChangeEntry({ entry: { at, kind, by, fields }, words, action }: ChangeEntryProps) {
  const t = await getTranslations('records')
  const person = by.name ?? t('bySystem')
  const who = by.type === 'sync' ? t('bySyncOf', { name: person }) : person
  const changes = kind === 'updated' ? Object.entries(fields) : []
  return (
    <StoryLine
      at={at}
      mark={<Avatar name={person} size="small" />}
      sentence={t(`historyKinds.${kind}`, { name: who })}
      action={action}
    >
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
    </StoryLine>
  )
}

type FieldChangeProps = { label: string; before: string | null; after: string | null }

function FieldChange({ label, before, after }: FieldChangeProps) {
  const length = [label, before, after].join().length
  return (
    <li>
      <LongText length={length}>
        <span className="text-ink-faint">{label}</span>{' '}
        {before !== null && <del className="decoration-ink-faint">{before}</del>}{' '}
        {before !== null && after !== null && <span aria-hidden>→ </span>}
        {after !== null && <ins className="no-underline">{after}</ins>}
      </LongText>
    </li>
  )
}
