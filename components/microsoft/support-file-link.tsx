'use client'

import { FileDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { buttonStyle } from '@/components/ui/button-style'

type SupportFileLinkProps = { of: { module: string } | { connection: string } }

/** Downloads the support file of one's own connection of a module, or of any connection by its id. */
export function SupportFileLink({ of }: SupportFileLinkProps) {
  const t = useTranslations('warnings')
  return (
    <a
      href={`/api/support?${new URLSearchParams(of)}`}
      download
      title={t('supportFileHint')}
      className={buttonStyle({ variant: 'ghost', size: 'small' })}
    >
      <FileDown aria-hidden />
      {t('supportFile')}
    </a>
  )
}
