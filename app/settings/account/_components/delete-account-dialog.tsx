'use client'

import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { callAction } from '@/components/call-action'
import { Button } from '@/components/ui/button'
import { buttonStyle } from '@/components/ui/button-style'
import { Callout } from '@/components/ui/callout'
import { Dialog } from '@/components/ui/dialog'
import { Form } from '@/components/ui/form'
import type { ActionRefusal } from '@/lib/web/server-action'
import { ContainersChoice } from '../../_components/erasure/containers-choice'
import { ErasureRefusal } from '../../_components/erasure/erasure-refusal'
import { PresenceProof } from '../../_components/erasure/presence-proof'
import { deleteAccount } from '../actions'

type DeleteAccountDialogProps = {
  email: string
  organisation: string
  hasPassword: boolean
  /** Organisations that must have another administrator first. */
  ledAlone: string[]
  hasSyncs: boolean
}

/** Says what goes and what stays before an account is deleted, and asks who is there. */
export function DeleteAccountDialog(props: DeleteAccountDialogProps) {
  const t = useTranslations('erasure')
  return (
    <Dialog
      trigger={<Button variant="danger-quiet">{t('deleteAccount')}</Button>}
      title={t('deleteAccountTitle')}
      description={t('deleteAccountText')}
      size="medium"
    >
      {props.ledAlone.length > 0 ? (
        <LedAlone organisations={props.ledAlone} />
      ) : (
        <DeleteAccountForm {...props} />
      )}
    </Dialog>
  )
}

function LedAlone({ organisations }: { organisations: string[] }) {
  const t = useTranslations('erasure')
  const format = useFormatter()
  return (
    <div className="flex flex-col gap-4">
      <Callout tone="warning">{t('ledAlone', { organisations: format.list(organisations) })}</Callout>
      <div className="flex flex-wrap gap-2">
        <Link href="/settings/users" className={buttonStyle()}>
          {t('toUsers')}
        </Link>
        <Link href="/settings/organisation" className={buttonStyle()}>
          {t('toOrganisation')}
        </Link>
      </div>
    </div>
  )
}

function DeleteAccountForm({ email, organisation, hasPassword, hasSyncs }: DeleteAccountDialogProps) {
  const t = useTranslations('erasure')
  const [refusal, submit, pending] = useActionState<ActionRefusal | null, FormData>(async (_, form) => {
    const result = await callAction(deleteAccount(form))
    return result.ok ? null : result
  }, null)
  return (
    <Form action={submit} className="flex flex-col gap-4">
      <ul className="list-disc space-y-1 pl-5 text-sm wrap-anywhere">
        <li>{t('accountSignIn', { email })}</li>
        <li>{t('accountPerson')}</li>
        <li>{t('accountRecords', { organisation })}</li>
      </ul>
      {hasSyncs && <ContainersChoice />}
      <PresenceProof hasPassword={hasPassword} />
      {refusal && !pending && <ErasureRefusal refusal={refusal} returnTo="/settings/account" />}
      <Button type="submit" variant="danger" pending={pending} className="sm:self-end">
        {t('deleteAccount')}
      </Button>
    </Form>
  )
}
