import { PencilLine, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { ActivityFields } from '@/components/microsoft/activity-fields'
import type { FieldLabels } from '@/components/microsoft/field-labels'
import type { HeldRecord } from '@/lib/sync/connections/list-held'
import type { ModuleName } from '@/lib/sync/modules/module'

type HeldEntryProps = { module: ModuleName; held: HeldRecord; labels: FieldLabels }

/** One record of which something waits: what would happen to it, and where. */
export async function HeldEntry({ module, held, labels }: HeldEntryProps) {
  const t = await getTranslations('held')
  const { recordId, name, deletion, changes } = held
  const Icon = deletion === null ? PencilLine : Trash2
  return (
    <li className="flex gap-3 border-t border-line px-4 py-3 first:border-t-0" data-record={recordId}>
      <span className="mt-0.5 grid size-6 shrink-0 place-items-center rounded-full bg-warning-soft text-warning-text">
        <Icon aria-hidden className="size-3.5" />
      </span>
      <div className="min-w-0 flex-1 text-base">
        {name === null ? (
          <span className="text-ink-soft italic">{t('someRecord', { module })}</span>
        ) : (
          <Link href={`/${module}/${recordId}`} className="font-medium underline-offset-3 hover:underline">
            {name}
          </Link>
        )}{' '}
        {deletion !== null && <span className="text-ink-soft">{t(`deletion.${deletion}`, { module })}</span>}
        {deletion === null &&
          changes.map(({ direction, fields }) => (
            <div key={direction} className="contents">
              <span className="text-ink-soft">{t(`change.${direction}`, { module })}</span>
              <ActivityFields module={module} entry={{ action: 'updated', fields }} labels={labels} />
            </div>
          ))}
      </div>
    </li>
  )
}
