import { Check } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import type { RecordKind } from '@/components/crm/record-kind'
import { ActivityReason } from '@/components/microsoft/activity-entry'
import { ActivityFields } from '@/components/microsoft/activity-fields'
import { fieldLabels } from '@/components/microsoft/field-labels'
import { MicrosoftMark } from '@/components/shell/microsoft-mark'
import { Avatar } from '@/components/ui/avatar'
import type { ActivityRow } from '@/lib/sync/activity/list-activity'
import type { StoryEntry } from '@/lib/sync/activity/record-story'
import type { ModuleName } from '@/lib/sync/modules/module'
import { canPutBack } from '@/lib/sync/undo/can-put-back'
import { recordModules } from '../record-modules'
import { PutBackButton } from './put-back-button'
import { StoryLine } from './story-line'

type SyncEntryProps = {
  kind: RecordKind
  told: Extract<StoryEntry, { kind: 'activity' }>
  viewerId: string
  /** Whether the record lies in the bin. */
  inBin: boolean
  now: Date
}

/** The sync did something to the record or its counterpart, or somebody undid that. */
export async function SyncEntry({ kind, told, viewerId, inBin, now }: SyncEntryProps) {
  const module = recordModules[kind].synced
  if (module === null) return null
  const { entry, by, ownerId, isUndo } = told
  const [t, tActivity, tRecords, labels] = await Promise.all([
    getTranslations('undo'),
    getTranslations('syncActivity'),
    getTranslations('records'),
    fieldLabels(module),
  ])
  const name = by.name ?? tRecords('byFormerMember')
  const did = tActivity(`sentences.${entry.action}.${entry.direction}`)
  const isOwn = ownerId === viewerId
  return (
    <StoryLine
      at={entry.at}
      mark={isUndo ? <Avatar name={name} size="small" /> : <SyncMark />}
      sentence={isUndo ? `${t('story.undone', { name })} – ${did}` : did}
      further={<Through module={module} entry={entry} name={name} isOwn={isOwn} isUndo={isUndo} />}
      action={isOwn && <EntryAction kind={kind} module={module} entry={entry} inBin={inBin} now={now} />}
    >
      {!(isUndo && entry.reason === 'undone') && <ActivityReason reason={entry.reason} />}
      <ActivityFields module={module} entry={entry} labels={labels} />
    </StoryLine>
  )
}

const SyncMark = () => (
  <span className="z-1 grid size-5 shrink-0 place-items-center rounded-full bg-hover [&_svg]:size-2.5">
    <MicrosoftMark />
  </span>
)

type ThroughProps = { module: ModuleName; entry: ActivityRow; name: string; isOwn: boolean; isUndo: boolean }

/** Whose run it was; the way to it is for her alone. */
async function Through({ module, entry, name, isOwn, isUndo }: ThroughProps) {
  const t = await getTranslations('undo')
  const text = isUndo ? t('kinds.undo') : t('story.through', { name })
  if (!isOwn || entry.runId === null) return text
  return (
    <Link
      href={`/settings/marketplace/microsoft/${module}/runs/${entry.runId}`}
      className="py-1 underline decoration-line-strong underline-offset-2 hover:text-ink"
    >
      {text}
    </Link>
  )
}

type EntryActionProps = {
  kind: RecordKind
  module: ModuleName
  entry: ActivityRow
  inBin: boolean
  now: Date
}

async function EntryAction({ kind, module, entry, inBin, now }: EntryActionProps) {
  const { action, recordId } = entry
  if (entry.restoredAt !== null) {
    const t = await getTranslations('syncActivity')
    return (
      <p className="mt-1 inline-flex items-center gap-1 text-xs text-success-text">
        <Check aria-hidden className="size-3.5" />
        {t('restored')}
      </p>
    )
  }
  if (recordId === null || action === 'skipped' || action === 'failed' || !canPutBack(entry, { inBin, now }))
    return null
  return <PutBackButton what={{ kind, recordId, module, entryId: entry.id }} label={action} />
}
