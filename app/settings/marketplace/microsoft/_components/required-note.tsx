'use client'

import { Lock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { LiveConnection } from '../_connection/live-connection'

/** An administrator wants the module on: who, and what that means while it is not; nothing where nobody does. */
export function RequiredNote({ connection: { locked, status } }: { connection: LiveConnection }) {
  const t = useTranslations('locks')
  if (locked.use !== 'required') return null
  const who = locked.by === null ? t('required') : t('requiredBy', { name: locked.by })
  return (
    <p className="flex items-start gap-2 text-sm text-ink-soft">
      <Lock aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint" />
      <span>
        {who} {t(status === 'off' ? 'requiredOff' : 'requiredOn')}
      </span>
    </p>
  )
}
