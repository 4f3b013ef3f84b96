import { ExternalLink } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import { LinkButton } from '@/components/ui/link-button'
import { StatusPill } from '@/components/ui/status-pill'
import { fullMoment } from '@/i18n/moments'
import { may } from '@/lib/access/context'
import { environment } from '@/lib/env'
import { outlookPeopleUrl } from '@/lib/microsoft/outlook-links'
import { recordActivity } from '@/lib/sync/activity/record-activity'
import { viewConnection } from '@/lib/sync/connections/connection-view'
import { recordStates } from '@/lib/sync/records/record-states'
import { sessionContext } from '@/lib/web/context'
import { RecordSyncTimeline } from './record-sync-timeline'
import { type RequestSync, RequestSyncButton } from './request-sync-button'
import { type SyncAnswer, syncAnswer } from './sync-answer'
import { WatchSyncState } from './watch-sync-state'

type RecordSyncPanelProps = {
  record: { id: string; ownerId: string; updatedAt: Date; deletedAt: Date | null }
  /** What the owner is called, for those who look at somebody else's contact. */
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

const mostEntries = 10

/** A contact and Microsoft 365: how it stands, why, what can be done, and what the sync has done so far (A9). */
export async function RecordSyncPanel({ record, ownerName, requestSync }: RecordSyncPanelProps) {
  const context = await sessionContext()
  const [t, states, entries] = await Promise.all([
    getTranslations('recordSync'),
    recordStates(context, 'contacts', [record]),
    recordActivity(context, record.id, { limit: mostEntries }),
  ])
  const state = states.get(record.id)
  if (!state) return null
  const isOwn = record.ownerId === context.viewer.memberId
  const { answer, way } = syncAnswer(state, { isOwn, inBin: record.deletedAt !== null })
  return (
    <Card
      title={t('title')}
      actions={
        <StatusPill tone={tones[state.state]} busy={state.state === 'pending'}>
          {t(`states.${state.state}`)}
        </StatusPill>
      }
    >
      <div className="flex flex-col gap-3 text-sm" data-sync-state={state.state}>
        <WatchSyncState
          recordId={record.id}
          shown={{ state: state.state, reason: state.reason, at: state.lastSyncedAt?.toISOString() ?? null }}
        />
        <p role="status">{t(`answers.${answer}`, { owner: ownerName })}</p>
        {state.lastSyncedAt && (
          <p className="text-xs text-ink-faint">
            {t('lastSynced', { when: await fullMoment(state.lastSyncedAt) })}
          </p>
        )}
        <WayOn
          way={way}
          recordId={record.id}
          requestSync={requestSync}
          canRequest={isOwn || may(context.actor, 'records.all')}
        />
        {state.microsoftId && <OutlookLink />}
        <RecordSyncTimeline entries={entries} allHref={isOwn ? activityOf(record.id) : null} />
      </div>
    </Card>
  )
}

const activityOf = (recordId: string) =>
  `/settings/marketplace/microsoft/contacts/activity?record=${recordId}`

type WayOnProps = { way: SyncAnswer['way']; recordId: string; requestSync: RequestSync; canRequest: boolean }

async function WayOn({ way, recordId, requestSync, canRequest }: WayOnProps) {
  const t = await getTranslations('recordSync')
  if (way === null) return null
  if (way === 'tryAgain' || way === 'takeUp') {
    return canRequest && <RequestSyncButton recordId={recordId} requestSync={requestSync} label={t(way)} />
  }
  return (
    <LinkButton href="/settings/marketplace/microsoft" size="small" className="w-fit">
      {t(way)}
    </LinkButton>
  )
}

/** Shown to the owner only, who is the one that Outlook lets in. */
async function OutlookLink() {
  const context = await sessionContext()
  const [t, { identity }] = await Promise.all([
    getTranslations('recordSync'),
    viewConnection(context, 'contacts'),
  ])
  return (
    <a
      href={outlookPeopleUrl(environment(), identity?.upn ?? '')}
      target="_blank"
      rel="noreferrer"
      className="inline-flex w-fit items-center gap-1 text-accent-text underline-offset-3 hover:underline"
    >
      {t('openOutlook')}
      <ExternalLink aria-hidden className="size-3.5" />
    </a>
  )
}
