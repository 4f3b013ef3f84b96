'use client'

import { useTranslations } from 'next-intl'
import type { Tone } from '@/components/ui/badge'
import { StatusPill } from '@/components/ui/status-pill'
import { type Cause, sectionOf } from '@/lib/sync/overview/causes'

const tones: Partial<Record<Cause, Tone>> = {
  'consent-revoked': 'danger',
  healthy: 'success',
  starting: 'accent',
  ending: 'accent',
}

export function CausePill({ cause }: { cause: Cause }) {
  const t = useTranslations('overview.causes')
  const tone = tones[cause] ?? (sectionOf(cause) === 'problems' ? 'warning' : 'neutral')
  return (
    <StatusPill tone={tone} busy={cause === 'starting' || cause === 'ending'}>
      {t(cause)}
    </StatusPill>
  )
}
