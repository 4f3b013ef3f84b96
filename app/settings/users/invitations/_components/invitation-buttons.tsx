'use client'

import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { usePeopleRefusal } from '@/components/access/use-people-refusal'
import { callAction } from '@/components/call-action'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { notify } from '@/components/ui/toast'
import { resend, revoke } from '../actions'

/** Sending again makes the link of the mail before worthless; taking back makes every link so. */
export function InvitationButtons({ id, email }: { id: string; email: string }) {
  const t = useTranslations('users.invitations')
  const refusalText = usePeopleRefusal()
  const [pending, startTransition] = useTransition()
  const again = () =>
    startTransition(async () => {
      const result = await callAction(resend({ id }))
      notify(result.ok ? { title: t('resent', { email }) } : { title: refusalText(result), tone: 'danger' })
    })
  const takeBack = async () => {
    const result = await callAction(revoke({ id }))
    notify(result.ok ? { title: t('isRevoked') } : { title: refusalText(result), tone: 'danger' })
    return true
  }
  return (
    <span className="inline-flex flex-wrap justify-end gap-1.5 max-md:flex-col max-md:items-stretch">
      <Button size="small" pending={pending} aria-label={t('resendTo', { email })} onClick={again}>
        {t('resend')}
      </Button>
      <AlertDialog
        trigger={
          <Button variant="danger-quiet" size="small" aria-label={t('revokeTitle', { email })}>
            {t('revoke')}
          </Button>
        }
        title={t('revokeTitle', { email })}
        description={t('revokeText')}
        confirmLabel={t('revoke')}
        onConfirm={takeBack}
      />
    </span>
  )
}
