import { ExternalLink } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import { StatusPill } from '@/components/ui/status-pill'
import { fullMoment } from '@/i18n/moments'
import type { ModuleName } from '@/lib/sync/modules/module'
import { findRefusal } from '@/lib/sync/parked/find-refusal'
import { recordStates } from '@/lib/sync/records/record-states'
import { sessionContext } from '@/lib/web/context'
import { refusalText } from './refusal-text'
import { RefusalWords } from './refusal-words'
import type { RequestSync } from './request-sync-button'
import { shownState, syncAnswer } from './sync-answer'
import { SyncWay } from './sync-way'
import { WatchSyncState } from './watch-sync-state'

type RecordSyncPanelProps = {
  module: ModuleName
  record: { id: string; ownerId: string; updatedAt: Date; deletedAt: Date | null }
  /** What the owner is called, for those who look at somebody else's record. */
  ownerName: string
  requestSync: RequestSync
}

const tones = {
  synced: 'success',
  pending: 'accent',
  skipped: 'neutral',
  attention: 'warning',
  off: 'neutral',
} as const

/** A record and Microsoft 365: how it stands, why, and what can be done (A9). What was done stands in its history. */
export async function RecordSyncPanel({ module, record, ownerName, requestSync }: RecordSyncPanelProps) {
  const context = await sessionContext()
  const [t, states] = await Promise.all([
    getTranslations('recordSync'),
    recordStates(context, module, [record]),
  ])
  const state = states.get(record.id)
  if (!state) return null
  const isOwn = record.ownerId === context.viewer.memberId
  const refusal = state.reason === 'microsoft-refused' ? await findRefusal(context, module, record) : null
  const told = syncAnswer(state, { isOwn, inBin: record.deletedAt !== null })
  const { answer, way } = told
  const shown = shownState(state.state, told)
  return (
    <Card
      title={t('title')}
      actions={
        <StatusPill tone={tones[shown]} busy={shown === 'pending'}>
          {t(`states.${shown}`)}
        </StatusPill>
      }
    >
      <div className="flex flex-col gap-3 text-sm" data-sync-state={state.state}>
        <WatchSyncState
          module={module}
          recordId={record.id}
          shown={{ state: state.state, reason: state.reason, at: state.lastSyncedAt?.toISOString() ?? null }}
        />
        <p role="status">{t(`answers.${answer}`, { owner: ownerName, module })}</p>
        {state.lastSyncedAt && (
          <p className="text-xs text-ink-faint">
            {t('lastSynced', { when: await fullMoment(state.lastSyncedAt) })}
          </p>
        )}
        {refusal && <RefusalWords {...(await refusalText(refusal))} />}
        {answer !== 'synced' && (
          <SyncWay
            way={way}
            module={module}
            recordId={record.id}
            ownerName={ownerName}
            requestSync={requestSync}
          />
        )}
        {state.webLink && <MicrosoftLink module={module} href={state.webLink} />}
        {isOwn && (
          <Link
            href={activityOf(module, record.id)}
            className="w-fit text-accent-text underline-offset-3 hover:underline"
          >
            {t('allActivity', { module })}
          </Link>
        )}
      </div>
    </Card>
  )
}

const activityOf = (module: ModuleName, recordId: string) =>
  `/settings/marketplace/microsoft/${module}/activity?record=${recordId}`

/** Shown to the owner only, who is the one that Microsoft 365 lets in. */
async function MicrosoftLink({ module, href }: { module: ModuleName; href: string }) {
  const t = await getTranslations('recordSync')
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="inline-flex w-fit items-center gap-1 text-accent-text underline-offset-3 hover:underline"
    >
      {t(module === 'tasks' ? 'openTodo' : 'openOutlook')}
      <ExternalLink aria-hidden className="size-3.5" />
    </a>
  )
}
