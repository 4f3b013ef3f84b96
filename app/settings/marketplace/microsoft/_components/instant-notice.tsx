'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import type { useConnectionActions } from './use-connection-actions'

/** Tasks of somebody who has not signed in to Microsoft herself are polled; signing in makes them arrive at once. */
export function InstantNotice({ actions }: { actions: ReturnType<typeof useConnectionActions> }) {
  const t = useTranslations('connection')
  return (
    <Callout
      title={t('instantTitle')}
      actions={
        <Button
          size="small"
          pending={actions.pending === 'instant'}
          onClick={() => void actions.signInForInstant()}
        >
          {t('instantSignIn')}
        </Button>
      }
    >
      {t('instantText')}
    </Callout>
  )
}
