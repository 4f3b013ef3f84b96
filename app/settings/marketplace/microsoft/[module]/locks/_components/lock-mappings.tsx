import { ChevronRight } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { MappingRow, ValueMaps } from '@/lib/sync/core/types'
import type { SyncModule } from '@/lib/sync/modules/module'
import { LockedMapping } from '../../_wizard/locked-mapping'
import { LockedValues } from '../../_wizard/locked-values'
import { valueChoicesOf } from '../../_wizard/value-choices'
import { wizardChoices } from '../../_wizard/wizard-choices'

type LockMappingsProps = {
  module: SyncModule
  standard: Mapped
  /** What is fixed already; null where nothing is. */
  kept: Mapped | null
}

type Mapped = { mapping: readonly MappingRow[]; valueMaps: ValueMaps | null }

/** What a fixed mapping is made of, field by field and value by value: what it would become, and what it is. */
export async function LockMappings({ module, standard, kept }: LockMappingsProps) {
  const [t, { fields }] = await Promise.all([getTranslations('locks'), wizardChoices(module, 'save')])
  const shown = [
    ...(kept === null
      ? []
      : [{ key: 'kept', title: t('nowFixed', { count: kept.mapping.length }), ...kept }]),
    { key: 'default', title: t('asDefault', { count: standard.mapping.length }), ...standard },
  ]
  return (
    <div className="mt-3 flex flex-col gap-2 text-sm">
      <p className="text-ink-soft">{t('mappingIs')}</p>
      {shown.map(({ key, title, mapping, valueMaps }) => (
        <details key={key} className="group">
          <summary className="flex min-h-control items-center gap-2 rounded-md">
            <ChevronRight
              aria-hidden
              className="size-4 shrink-0 text-ink-faint transition-transform group-open:rotate-90"
            />
            {title}
          </summary>
          <LockedMapping rows={mapping} fields={fields} />
          {valueMaps !== null && <LockedValues choices={valueChoicesOf(module)} values={valueMaps} />}
        </details>
      ))}
    </div>
  )
}
