import { getTranslations } from 'next-intl/server'
import { SegmentedLinks } from '@/components/ui/segmented-links'
import type { ModuleName } from '@/lib/sync/modules/module'
import { modulePath } from './module-path'

/** What a connection has done: entry by entry, or run by run. */
export async function ModuleViews({ module, current }: { module: ModuleName; current: 'activity' | 'runs' }) {
  const t = await getTranslations('undo.views')
  return (
    <SegmentedLinks
      label={t('label')}
      links={(['activity', 'runs'] as const).map((key) => ({
        key,
        href: modulePath(module, key),
        label: t(key),
        current: key === current,
      }))}
    />
  )
}
