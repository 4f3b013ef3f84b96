'use client'

import { useTranslations } from 'next-intl'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import type { LiveConnection } from '../_connection/live-connection'
import type { useConnectionActions } from './use-connection-actions'

type HeldNoticeProps = { connection: LiveConnection; actions: ReturnType<typeof useConnectionActions> }

/** Many deletions at once (A5): everything else goes on, these wait for a decision. */
export function HeldNotice({ connection: { module, held }, actions }: HeldNoticeProps) {
  const t = useTranslations('connection')
  if (held?.decided) return <Callout live>{t('heldDecided')}</Callout>
  const count = held?.count ?? 0
  return (
    <Callout
      tone="warning"
      live
      title={t('heldTitle', { module, count })}
      actions={
        <>
          <Button
            size="small"
            pending={actions.pending === 'restore'}
            onClick={() => void actions.decide('restore')}
          >
            {t('heldRestore')}
          </Button>
          <AlertDialog
            trigger={
              <Button size="small" variant="danger-quiet">
                {t('heldApply')}
              </Button>
            }
            title={t('heldApplyTitle', { module, count })}
            description={t('heldApplyText', { module })}
            confirmLabel={t('heldApplyConfirm')}
            onConfirm={() => actions.decide('apply')}
          />
        </>
      }
    >
      {t('heldText', { module })}
    </Callout>
  )
}
