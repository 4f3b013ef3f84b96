'use client'

import { Clock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { LiveConnection } from '../_connection/live-connection'
import { useDuration } from './use-duration'

/** How late changes are and why, where they are later than one may expect. */
export function LateNotice({ late }: { late: LiveConnection['late'] }) {
  const t = useTranslations('lateness')
  const duration = useDuration()
  if (late === null) return null
  const by = duration(late.ms)
  return (
    <p className="flex gap-2 text-sm" data-late={late.cause}>
      <Clock aria-hidden className="mt-0.5 size-4 shrink-0 text-warning-text" />
      <span>
        <span className="font-medium">{t(late.cause === 'earlier' ? 'was' : 'is', { by })}</span>{' '}
        <span className="text-ink-soft">{t(`causes.${late.cause}`)}</span>
      </span>
    </p>
  )
}
