import { ArrowLeft, ArrowRight, ListFilter } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { classNames } from '@/components/ui/class-names'
import { fullMoment } from '@/i18n/moments'
import type { ActivityRow } from '@/lib/sync/activity/list-activity'
import type { NamedRecord } from '@/lib/sync/activity/name-records'
import type { ModuleName } from '@/lib/sync/modules/module'
import { ActivityFields } from './activity-fields'
import type { FieldLabels } from './field-labels'

type ActivityEntryProps = {
  module: ModuleName
  entry: ActivityRow
  labels: FieldLabels
  /** The record as it is called now; undefined when the reader may not see it (any more). */
  record: NamedRecord | undefined
  /** Where only this record's activity is shown. */
  filterHref: string | null
  actions: ReactNode
  /** What else there is to say. */
  note?: ReactNode
}

const looks: Record<ActivityRow['action'], string> = {
  created: 'bg-accent-soft text-accent-text',
  updated: 'bg-hover text-ink-soft',
  deleted: 'bg-danger-soft text-danger-text',
  matched: 'bg-success-soft text-success-text',
  skipped: 'bg-warning-soft text-warning-text',
  conflict: 'bg-warning-soft text-warning-text',
  unlinked: 'bg-warning-soft text-warning-text',
  failed: 'bg-danger-soft text-danger-text',
}

/** One thing that a run did: to whom, when, in which direction, what it changed, and what can be done about it. */
export async function ActivityEntry(props: ActivityEntryProps) {
  const t = await getTranslations('syncActivity')
  const { module, entry, labels, record, filterHref, actions, note } = props
  const { action, direction, recordId, at, seenAt } = entry
  const Arrow = direction === 'toMicrosoft' ? ArrowRight : ArrowLeft
  // What has become of it is the sentence itself.
  const saysBin = action === 'deleted' && direction === 'toCrm'
  return (
    <li className="flex gap-3 border-t border-line px-4 py-3 first:border-t-0" data-action={action}>
      <span
        className={classNames('mt-0.5 grid size-6 shrink-0 place-items-center rounded-full', looks[action])}
      >
        <Arrow aria-hidden className="size-3.5" />
      </span>
      <div className="min-w-0 flex-1 sm:grid sm:grid-cols-[minmax(0,1fr)_auto] sm:gap-x-4">
        <div className="min-w-0">
          <p className="text-base">
            {record && recordId ? (
              <Link
                href={`/${module}/${recordId}`}
                className="font-medium underline-offset-3 hover:underline"
              >
                {record.name}
              </Link>
            ) : (
              <span className="text-ink-soft italic">
                {t(recordId ? 'someRecord' : 'someItem', { module })}
              </span>
            )}{' '}
            {record?.deleted && !saysBin && <span className="text-ink-faint">({t('inBin')}) </span>}
            <span className="text-ink-soft">{t(`sentences.${action}.${direction}`)}</span>
          </p>
          <p className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-faint">
            <time dateTime={at.toISOString()}>{await fullMoment(at)}</time>
            {action === 'conflict' && seenAt === null && <Badge tone="accent">{t('unseen')}</Badge>}
            {filterHref && (
              <Link
                href={filterHref}
                className="inline-flex items-center gap-1 rounded-sm hover:text-ink hover:underline"
              >
                <ListFilter aria-hidden className="size-3" />
                {t('onlyThis', { module })}
              </Link>
            )}
          </p>
        </div>
        <div className="min-w-0 sm:col-span-2 sm:row-start-2">
          <ActivityReason reason={entry.reason} />
          <ActivityFields module={module} entry={entry} labels={labels} />
          {note}
        </div>
        <div className="mt-1 flex flex-wrap items-center gap-2 empty:hidden sm:col-start-2 sm:row-start-1 sm:mt-0 sm:self-start">
          {actions}
        </div>
      </div>
    </li>
  )
}

/** Why, in words. */
export async function ActivityReason({ reason }: { reason: string | null }) {
  if (reason === null) return null
  const t = await getTranslations('syncActivity.reasons')
  const key = reason as 'other'
  return (
    <p className="mt-1 text-sm text-ink-soft">
      {/* A reason from a newer or older version may have no words. */}
      {t.has(key) ? t(key, { reason }) : t('other', { reason })}
    </p>
  )
}
