import { getTranslations } from 'next-intl/server'
import { StatusPill } from '@/components/ui/status-pill'
import type { RunView } from '@/lib/sync/activity/runs'

export async function RunState({ run }: { run: RunView }) {
  const t = await getTranslations('undo.states')
  if (run.finishedAt === null) {
    return (
      <StatusPill tone="accent" busy>
        {t('running')}
      </StatusPill>
    )
  }
  if (run.undoneBy !== null) return <StatusPill>{t('undone')}</StatusPill>
  if (run.outcome !== null) return <StatusPill tone="warning">{t('ended')}</StatusPill>
  return <StatusPill tone="success">{t('done')}</StatusPill>
}
