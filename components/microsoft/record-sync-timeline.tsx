import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { fullMoment } from '@/i18n/moments'
import type { ActivityRow } from '@/lib/sync/activity/list-activity'
import type { ModuleName } from '@/lib/sync/modules/module'
import { ActivityReason } from './activity-entry'
import { ActivityFields } from './activity-fields'
import { fieldLabels } from './field-labels'

type RecordSyncTimelineProps = {
  module: ModuleName
  entries: readonly ActivityRow[]
  /** All of it, with what can be put back; for the owner. */
  allHref: string | null
}

/** What the sync did to one record, newest first. */
export async function RecordSyncTimeline({ module, entries, allHref }: RecordSyncTimelineProps) {
  if (entries.length === 0) return null
  const [t, tActivity, labels] = await Promise.all([
    getTranslations('recordSync'),
    getTranslations('syncActivity'),
    fieldLabels(module),
  ])
  const told = await Promise.all(
    entries.map(async (entry) => ({
      ...entry,
      when: await fullMoment(entry.at),
      sentence: tActivity(`sentences.${entry.action}.${entry.direction}`),
    })),
  )
  return (
    <details className="border-t border-line pt-3">
      <summary className="w-fit font-medium">{t('timeline')}</summary>
      <ol className="mt-2 flex flex-col gap-3">
        {told.map((entry) => (
          <li key={entry.id}>
            <p className="first-letter:uppercase">{entry.sentence}</p>
            <ActivityReason reason={entry.reason} />
            <ActivityFields module={module} entry={entry} labels={labels} />
            <time dateTime={entry.at.toISOString()} className="text-xs text-ink-faint">
              {entry.when}
            </time>
          </li>
        ))}
      </ol>
      {allHref && (
        <Link
          href={allHref}
          className="mt-3 inline-block text-accent-text underline-offset-3 hover:underline"
        >
          {t('allActivity', { module })}
        </Link>
      )}
    </details>
  )
}
