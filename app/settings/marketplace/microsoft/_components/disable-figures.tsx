'use client'

import { useTranslations } from 'next-intl'
import { Skeleton } from '@/components/ui/skeleton'
import type { ModuleName } from '@/lib/sync/modules/module'
import type { Preview } from '@/lib/sync/preview/preview-tally'
import { UndecidedFigures } from './undecided-figures'

type DisableFiguresProps = {
  module: ModuleName
  /** What the container is called. */
  name: string
  purpose: 'disable' | 'keep'
  /** Null while it is looked at. */
  preview: Preview | null
  /** Microsoft 365 cannot say how much it is. */
  isUnknown: boolean
}

/** What becomes of what is in Microsoft 365, and of what is in the CRM. */
export function DisableFigures({ module, name, purpose, preview, isUnknown }: DisableFiguresProps) {
  const t = useTranslations('connection')
  const stays = (reason: string) => preview?.left.find((one) => one.reason === reason)?.count ?? 0
  const deleted = preview?.microsoft.delete ?? 0
  const isLeft = stays('left-behind') > 0
  const isKept = isLeft || purpose === 'keep'
  const words = () => {
    if (isLeft) return t('disableLeaves', { name })
    if (purpose === 'keep') return t('disableKeeps', { module, name, count: stays('kept') })
    return t('disableRemoves', { module, name, count: deleted })
  }
  return (
    <dl className="grid gap-3 rounded-md bg-sunken px-3 py-2.5 text-sm">
      <div>
        <dt className="font-medium">{t('inMicrosoft')}</dt>
        <dd className="min-h-10 text-ink-soft" data-figure="deleteInMicrosoft" data-count={deleted}>
          {preview || isUnknown ? words() : <Skeleton className="mt-0.5 w-56" />}
        </dd>
        {preview && preview.unsynced.length > 0 && (
          <dd className="mt-1 text-ink">
            {t('disableUnsynced', {
              module,
              count: preview.unsynced.reduce((sum, { count }) => sum + count, 0),
            })}
          </dd>
        )}
        {preview && preview.invited.events > 0 && (
          <dd className="mt-1 text-ink">{t('disableInvited', { count: preview.invited.events })}</dd>
        )}
      </div>
      <div>
        <dt className="font-medium">{t('inCrm')}</dt>
        <dd className="text-ink-soft">{t(`modules.${module}.disableCrm`)}</dd>
      </div>
      {preview && preview.undecided.length > 0 && (
        <UndecidedFigures module={module} preview={preview} isKept={isKept} />
      )}
    </dl>
  )
}
