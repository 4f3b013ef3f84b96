'use client'

import { Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { usePeopleRefusal } from '@/components/access/use-people-refusal'
import { callAction } from '@/components/call-action'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { notify } from '@/components/ui/toast'
import { removeProfile } from '../actions'

export function DeleteProfile({ id, name }: { id: string; name: string }) {
  const t = useTranslations('users.profiles')
  const refusalText = usePeopleRefusal()
  const remove = async () => {
    const result = await callAction(removeProfile({ id }))
    notify(result.ok ? { title: t('deleted') } : { title: refusalText(result), tone: 'danger' })
    return true
  }
  return (
    <AlertDialog
      trigger={
        <Button variant="danger-quiet" size="small">
          <Trash2 aria-hidden />
          {t('delete')}
        </Button>
      }
      title={t('deleteTitle', { name })}
      description={t('deleteText')}
      confirmLabel={t('delete')}
      onConfirm={remove}
    />
  )
}
