'use client'

import { useTranslations } from 'next-intl'
import type { ModuleName } from '@/lib/sync/modules/module'
import type { Left } from '@/lib/sync/preview/preview-tally'

/** What stays on its side, with the reason. */
export function LeftList({ module, left }: { module: ModuleName; left: readonly Left[] }) {
  const t = useTranslations('preview.left')
  if (left.length === 0) return null
  return (
    <ul className="mt-3 list-disc pl-5 text-sm text-ink-soft">
      {left.map(({ side, reason, count }) => {
        const key = `${side}.${reason}` as 'crm.recurring'
        return (
          <li key={reason} data-left={reason}>
            {t(t.has(key) ? key : `${side}.other`, { module, count })}
          </li>
        )
      })}
    </ul>
  )
}
