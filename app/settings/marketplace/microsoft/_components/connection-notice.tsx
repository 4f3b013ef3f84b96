'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import type { LiveConnection } from '../_connection/live-connection'
import { HeldNotice } from './held-notice'
import type { useConnectionActions } from './use-connection-actions'

type ConnectionNoticeProps = { connection: LiveConnection; actions: ReturnType<typeof useConnectionActions> }

/** Why it is as it is, in plain words, and the way on; nothing where all is well. */
export function ConnectionNotice({ connection, actions }: ConnectionNoticeProps) {
  const t = useTranslations('connection')
  const { module, status, reason, locked } = connection
  if (status === 'held') return <HeldNotice connection={connection} actions={actions} />
  if (status === 'disabling') return <Callout>{t('disablingText')}</Callout>
  if (status === 'paused' && locked.use === 'forbidden') return <ForbiddenNotice by={locked.by} />
  if (reason === null || (status === 'off' && reason === 'not-available')) return null
  if (status === 'off') {
    return (
      <Callout tone={reason === 'container-deleted' ? 'warning' : 'info'}>
        {t(`reasons.${reason}`, { module })}
      </Callout>
    )
  }
  return (
    <Callout
      tone={status === 'attention' ? 'warning' : 'info'}
      title={t(`reasonTitles.${reason}`)}
      live
      actions={
        status === 'attention' && (
          <Button size="small" pending={actions.pending === 'go-on'} onClick={() => void actions.goOn()}>
            {reason === 'credential-expired' || reason === 'sign-in-required'
              ? t('reconnect')
              : t('tryAgain')}
          </Button>
        )
      }
    >
      {t(`reasons.${reason}`, { module })}
    </Callout>
  )
}

/** An administrator has forbidden it: that is the reason, whatever else there may be. */
function ForbiddenNotice({ by }: { by: string | null }) {
  const t = useTranslations('locks')
  return (
    <Callout title={by === null ? t('forbidden') : t('forbiddenBy', { name: by })} live>
      {t('forbiddenPaused')}
    </Callout>
  )
}
