import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { type RecordKind, recordPath } from '@/components/crm/record-kind'
import { Card } from '@/components/ui/card'
import { may } from '@/lib/access/context'
import { recordStory, type StoryPosition } from '@/lib/sync/activity/record-story'
import { sessionContext } from '@/lib/web/context'
import { orNotFound } from '../or-not-found'
import { recordModules } from '../record-modules'
import { changeButton } from './change-button'
import { ChangeEntry } from './change-entry'
import { readPosition, writePosition } from './history-position'
import { historyWords } from './history-words'
import { SyncEntry } from './sync-entry'

const perStep = 15
/** On one page; what is older has the next. */
const most = 500

/** How many entries the address asks for. */
const Shown = z.coerce.number().int().min(1).max(most).catch(perStep)

const way = 'text-accent-text underline-offset-3 hover:underline'

/** More of the same page, or the page after it. */
function olderHref(
  path: string,
  { shown, after, next }: { shown: number; after: StoryPosition | undefined; next: StoryPosition },
): string {
  const isFull = shown >= most
  const from = isFull ? next : after
  return `${path}?${new URLSearchParams({
    history: String(isFull ? perStep : Math.min(most, shown + perStep * 2)),
    ...(from && { older: writePosition(from) }),
  })}`
}

type RecordHistoryProps = {
  kind: RecordKind
  id: string
  names: ReadonlyMap<string, string>
  /** The page's query: `history` says how many entries, `older` from where on. */
  query: Promise<Record<string, string | string[] | undefined>>
}

/** What happened to the record, newest first: what people changed, and what the sync did, each with what can be put back. */
export async function RecordHistory({ kind, id, names, query }: RecordHistoryProps) {
  const context = await sessionContext()
  const { history = perStep, older } = await query
  const shown = Shown.parse(history)
  const after = readPosition(older)
  const module = recordModules[kind]
  const [t, words, { record, items, next }] = await Promise.all([
    getTranslations('undo.story'),
    historyWords(kind, names),
    orNotFound(recordStory(context, module, { id, limit: shown, after })),
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
      <p className="mt-3 flex gap-4 text-sm empty:hidden">
        {next !== null && (
          <Link
            href={olderHref(recordPath(kind, id), { shown, after, next })}
            scroll={false}
            replace
            className={way}
          >
            {t('more')}
          </Link>
        )}
        {after !== undefined && (
          <Link href={recordPath(kind, id)} scroll={false} className={way}>
            {t('newest')}
          </Link>
        )}
      </p>
    </Card>
  )
}
