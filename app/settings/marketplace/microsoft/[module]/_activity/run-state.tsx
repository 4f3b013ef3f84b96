import { getTranslations } from 'next-intl/server'
import { StatusPill } from '@/components/ui/status-pill'
import type { RunView } from '@/lib/sync/activity/runs'
import type { UndoProgress } from '@/lib/sync/undo/undo-progress'

type RunStateProps = {
  run: RunView
  /** How far an undo that is at work has come, where that is known. */
  progress?: UndoProgress | null
}

export async function RunState({ run, progress = null }: RunStateProps) {
  const t = await getTranslations('undo.states')
  if (run.finishedAt === null) {
    return (
      <StatusPill tone="accent" busy>
        {progress ? t('progress', progress) : t('running')}
      </StatusPill>
    )
  }
  if (run.undoneBy !== null) return <StatusPill>{t('undone')}</StatusPill>
  if (run.outcome !== null) return <StatusPill tone="warning">{t('ended')}</StatusPill>
  return <StatusPill tone="success">{t('done')}</StatusPill>
}
