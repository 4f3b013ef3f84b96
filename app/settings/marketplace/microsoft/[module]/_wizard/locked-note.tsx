'use client'

import { Lock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { LockedPart } from '@/lib/sync/locks/lock'
import type { LockedChoices } from './locked-choices'

/** Says who has fixed what is shown here; nothing where none of it is fixed. */
export function LockedNote({ locked, of }: { locked: LockedChoices; of: readonly LockedPart[] }) {
  const t = useTranslations('locks')
  if (!of.some((part) => locked.parts.includes(part))) return null
  return (
    <p className="flex items-start gap-2 text-sm text-ink-soft">
      <Lock aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint" />
      {locked.by === null ? t('fixed') : t('fixedBy', { name: locked.by })}
    </p>
  )
}
