import { getTranslations } from 'next-intl/server'
import { Callout } from '@/components/ui/callout'
import { LinkButton } from '@/components/ui/link-button'
import type { RunView } from '@/lib/sync/activity/runs'
import type { ModuleName } from '@/lib/sync/modules/module'
import { modulePath } from '../../../_activity/module-path'

/** What a run undoes, and what undoes it. */
export async function RunRelations({ module, run }: { module: ModuleName; run: RunView }) {
  const t = await getTranslations('undo')
  const relations = [
    { id: run.undoneBy, text: t('undoneByRun'), way: t('seeUndo') },
    { id: run.undoOf, text: t('undoesRun'), way: t('seeOriginal') },
  ]
  return relations.map(
    ({ id, text, way }) =>
      id !== null && (
        <Callout
          key={id}
          className="mb-4"
          title={text}
          actions={
            <LinkButton size="small" href={modulePath(module, 'runs', id)}>
              {way}
            </LinkButton>
          }
        />
      ),
  )
}
