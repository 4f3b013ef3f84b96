import { ChevronRight } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { MappingRow } from '@/lib/sync/core/types'
import type { SyncModule } from '@/lib/sync/modules/module'
import { LockedMapping } from '../../_wizard/locked-mapping'
import { wizardChoices } from '../../_wizard/wizard-choices'

type LockMappingsProps = {
  module: SyncModule
  standard: readonly MappingRow[]
  /** What is fixed already; null where nothing is. */
  kept: readonly MappingRow[] | null
}

/** What a fixed mapping is made of, field by field: what it would become, and what it is. */
export async function LockMappings({ module, standard, kept }: LockMappingsProps) {
  const [t, { fields }] = await Promise.all([getTranslations('locks'), wizardChoices(module, 'save')])
  const shown = [
    ...(kept === null ? [] : [{ key: 'kept', title: t('nowFixed', { count: kept.length }), rows: kept }]),
    { key: 'default', title: t('asDefault', { count: standard.length }), rows: standard },
  ]
  return (
    <div className="mt-3 flex flex-col gap-2 text-sm">
      <p className="text-ink-soft">{t('mappingIs')}</p>
      {shown.map(({ key, title, rows }) => (
        <details key={key} className="group">
          <summary className="flex min-h-control items-center gap-2 rounded-md">
            <ChevronRight
              aria-hidden
              className="size-4 shrink-0 text-ink-faint transition-transform group-open:rotate-90"
            />
            {title}
          </summary>
          <LockedMapping rows={rows} fields={fields} />
        </details>
      ))}
    </div>
  )
}
