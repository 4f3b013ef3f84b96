'use client'

import { useTranslations } from 'next-intl'
import type { Tone } from '@/components/ui/badge'
import { StatusPill } from '@/components/ui/status-pill'
import type { LiveConnection } from '../_connection/live-connection'

type Status = LiveConnection['status']

const tones: Record<Status, Tone> = {
  off: 'neutral',
  enabling: 'accent',
  active: 'success',
  attention: 'warning',
  held: 'warning',
  paused: 'neutral',
  disabling: 'accent',
}

export function ConnectionStatus({ status }: { status: Status }) {
  const t = useTranslations('connection')
  return (
    <StatusPill tone={tones[status]} busy={status === 'enabling' || status === 'disabling'}>
      {t(`status.${status}`)}
    </StatusPill>
  )
}
