'use client'

import { useTranslations } from 'next-intl'
import { callAction } from '@/components/call-action'
import { useRefusalText } from '@/components/refusal-text'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { notify } from '@/components/ui/toast'
import { disconnect } from '../actions'

type DisconnectDialogProps = {
  tenant: string
  /** How many connections of members are on. */
  syncing: number
}

export function DisconnectDialog({ tenant, syncing }: DisconnectDialogProps) {
  const t = useTranslations('marketplace')
  const refusalText = useRefusalText()
  const confirm = async () => {
    const result = await callAction(disconnect({}))
    notify(result.ok ? { title: t('disconnected') } : { title: refusalText(result), tone: 'danger' })
    return true
  }
  return (
    <AlertDialog
      trigger={<Button variant="danger-quiet">{t('disconnect')}</Button>}
      title={t('disconnectTitle', { tenant })}
      description={t('disconnectText', { count: syncing })}
      confirmLabel={t('disconnect')}
      onConfirm={confirm}
    >
      <ul className="mt-3 list-disc space-y-1 pl-5 text-sm text-ink-soft">
        <li>{t('disconnectKeeps')}</li>
        <li>{t('disconnectAgain')}</li>
        <li>{t('disconnectConsent')}</li>
      </ul>
    </AlertDialog>
  )
}
