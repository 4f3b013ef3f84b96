import { getTranslations } from 'next-intl/server'
import type { RecordKind } from '@/components/crm/record-kind'
import { Card } from '@/components/ui/card'
import { recordTimeline } from '@/lib/crm/records/record-timeline'
import { sessionContext } from '@/lib/web/context'
import { HistoryEntry } from './history-entry'
import { historyWords } from './history-words'
import { orNotFound } from './or-not-found'
import { recordModules } from './record-modules'

const SHOWN = 20

type RecordHistoryProps = { kind: RecordKind; id: string; names: ReadonlyMap<string, string> }

/** What happened to the record, newest first. */
export async function RecordHistory({ kind, id, names }: RecordHistoryProps) {
  const context = await sessionContext()
  const [t, words, { items }] = await Promise.all([
    getTranslations('records'),
    historyWords(kind, names),
    orNotFound(recordTimeline(context, recordModules[kind], { id, limit: SHOWN })),
  ])
  return (
    <Card title={t('history')}>
      <ol className="flex flex-col">
        {items.map((entry) => (
          <HistoryEntry key={entry.id} entry={entry} words={words} />
        ))}
      </ol>
    </Card>
  )
}
