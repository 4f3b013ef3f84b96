'use client'

import { useTranslations } from 'next-intl'
import { callAction } from '@/components/call-action'
import { useRefusalText } from '@/components/refusal-text'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { notify } from '@/components/ui/toast'
import { revokeKey } from '../actions'

export function RevokeKey({ id, name }: { id: string; name: string }) {
  const t = useTranslations('settings')
  const refusalText = useRefusalText()
  const revoke = async () => {
    const result = await callAction(revokeKey({ id }))
    notify(result.ok ? { title: t('keyRevoked') } : { title: refusalText(result), tone: 'danger' })
    return true
  }
  return (
    <AlertDialog
      trigger={
        <Button variant="danger-quiet" size="small">
          {t('keyRevoke')}
        </Button>
      }
      title={t('keyRevokeTitle', { name })}
      description={t('keyRevokeText')}
      confirmLabel={t('keyRevoke')}
      onConfirm={revoke}
    />
  )
}
