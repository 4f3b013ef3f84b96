'use client'

import { useTranslations } from 'next-intl'
import type { ModuleName } from '@/lib/sync/modules/module'

/** Downloads the support file of one's own connection of a module. */
export function SupportFileLink({ module }: { module: ModuleName }) {
  const t = useTranslations('warnings')
  return (
    <a
      href={`/api/support?module=${module}`}
      download
      title={t('supportFileHint')}
      className="text-ink-soft underline-offset-3 hover:underline"
    >
      {t('supportFile')}
    </a>
  )
}
