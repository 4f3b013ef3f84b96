'use client'

import { RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { LinkButton } from '@/components/ui/link-button'
import type { LiveConnection } from '../_connection/live-connection'
import { DisableDialog } from './disable-dialog'
import type { useConnectionActions } from './use-connection-actions'

type ConnectionButtonsProps = {
  connection: LiveConnection
  actions: ReturnType<typeof useConnectionActions>
  /** Whether the person may enable the module at all. */
  isAllowed: boolean
}

export function ConnectionButtons({ connection, actions, isAllowed }: ConnectionButtonsProps) {
  const t = useTranslations('connection')
  const { module, status } = connection
  const configuration = `/settings/marketplace/microsoft/${module}/configuration`
  if (status === 'disabling') return null
  if (status === 'off') {
    if (!isAllowed) return null
    return (
      <LinkButton href={configuration} variant="primary">
        {t('enable')}
      </LinkButton>
    )
  }
  const isRunning = status === 'active' || status === 'held'
  return (
    <div className="flex flex-wrap gap-2">
      {isRunning && (
        <Button pending={actions.pending === 'sync'} onClick={() => void actions.syncNow()}>
          <RefreshCw aria-hidden />
          {t('syncNow')}
        </Button>
      )}
      {isRunning && isAllowed && (
        <LinkButton href={configuration}>
          {t(module === 'contacts' ? 'changeMapping' : 'changeOptions')}
        </LinkButton>
      )}
      {connection.locked.parts.includes('use') && status !== 'paused' ? null : (
        <DisableDialog connection={connection} onDisable={actions.disable} />
      )}
    </div>
  )
}
