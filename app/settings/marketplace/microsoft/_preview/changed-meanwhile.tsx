'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { Callout } from '@/components/ui/callout'
import type { ModuleName } from '@/lib/sync/modules/module'
import type { SealedPreview } from '@/lib/sync/preview/preview-connection'
import type { Preview } from '@/lib/sync/preview/preview-tally'
import type { ActionRefusal } from '@/lib/web/server-action'
import { figureChanges } from './figure-changes'

/** What would be done now, where that is no longer what was shown. */
export function changedPreview({ code, details }: ActionRefusal): SealedPreview | null {
  // Our own server made it: `lib/sync/preview/as-shown`.
  return code === 'changed-meanwhile' ? (details?.data?.preview as SealedPreview) : null
}

type ChangedMeanwhileProps = { module: ModuleName; shown: Preview; now: Preview }

/** Says what differs from what was shown; nothing has been done. */
export function ChangedMeanwhile({ module, shown, now }: ChangedMeanwhileProps) {
  const t = useTranslations('preview')
  const changes = figureChanges(shown, now)
  const top = useRef<HTMLDivElement>(null)
  // The button that was pressed may stand a screen below.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each new answer
  useEffect(() => {
    top.current?.scrollIntoView({ block: 'center' })
  }, [now])
  return (
    <div ref={top}>
      <Callout tone="warning" title={t('changedTitle')} live>
        <ul className="mb-1 list-disc pl-4">
          {changes.map(({ figure, direction, count }) => (
            <li key={figure} data-change={figure}>
              {t(`changes.${figure}.${direction}`, { module, count })}
            </li>
          ))}
          {changes.length === 0 && <li>{t('changedOtherwise')}</li>}
        </ul>
        {t('changedText')}
      </Callout>
    </div>
  )
}
