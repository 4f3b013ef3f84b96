import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { type RecordKind, recordPath } from '@/components/crm/record-kind'
import { Card } from '@/components/ui/card'
import { may } from '@/lib/access/context'
import { recordStory } from '@/lib/sync/activity/record-story'
import { sessionContext } from '@/lib/web/context'
import { orNotFound } from '../or-not-found'
import { recordModules } from '../record-modules'
import { changeButton } from './change-button'
import { ChangeEntry } from './change-entry'
import { historyWords } from './history-words'
import { SyncEntry } from './sync-entry'

const perStep = 15
const most = 500

/** How many entries the address asks for. */
const Shown = z.coerce.number().int().min(1).max(most).catch(perStep)

type RecordHistoryProps = {
  kind: RecordKind
  id: string
  names: ReadonlyMap<string, string>
  /** The page's query: `history` says how many entries. */
  query: Promise<Record<string, string | string[] | undefined>>
}

/** What happened to the record, newest first: what people changed, and what the sync did, each with what can be put back. */
export async function RecordHistory({ kind, id, names, query }: RecordHistoryProps) {
  const context = await sessionContext()
  const shown = Shown.parse((await query).history ?? perStep)
  const module = recordModules[kind]
  const [t, words, { record, items, next }] = await Promise.all([
    getTranslations('undo.story'),
    historyWords(kind, names),
    orNotFound(recordStory(context, module, { id, limit: shown })),
  ])
  const rights = {
    edit: may(context.actor, `${module.permissions}.edit`),
    now: context.now(),
    memberId: context.viewer.memberId,
  }
  return (
    <Card title={t('title')}>
      <ol className="flex flex-col">
        {items.map((one) =>
          one.kind === 'change' ? (
            <ChangeEntry
              key={one.key}
              entry={one.change}
              words={words}
              action={changeButton({ kind, module, record, change: one.change, rights })}
            />
          ) : (
            <SyncEntry
              key={one.key}
              kind={kind}
              told={one}
              viewerId={rights.memberId}
              inBin={record.deletedAt !== null}
              now={rights.now}
            />
          ),
        )}
      </ol>
      {next !== null && shown < most && (
        <Link
          href={`${recordPath(kind, id)}?history=${Math.min(most, shown + perStep * 2)}`}
          scroll={false}
          replace
          className="mt-3 inline-block text-sm text-accent-text underline-offset-3 hover:underline"
        >
          {t('more')}
        </Link>
      )}
    </Card>
  )
}
