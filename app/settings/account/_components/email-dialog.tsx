'use client'

import { useTranslations } from 'next-intl'
import { useActionState, useState } from 'react'
import { callAction } from '@/components/call-action'
import { useFieldErrors } from '@/components/refusal-text'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import type { ActionRefusal } from '@/lib/web/server-action'
import { changeEmail } from '../actions'
import { useAccountRefusal } from './use-account-refusal'

const types = new Map([['email', 'email']])

/** Asks for another login; it changes when its mailbox has confirmed it. */
export function EmailDialog({ hasPassword }: { hasPassword: boolean }) {
  const t = useTranslations('account')
  const [sentTo, setSentTo] = useState<string | null>(null)
  const [open, setOpen] = useState(false)
  const change = (next: boolean) => {
    setOpen(next)
    if (next) setSentTo(null)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      trigger={<Button>{t('changeEmail')}</Button>}
      title={t('changeEmail')}
      description={sentTo === null ? t('changeEmailText') : undefined}
      footer={
        sentTo !== null && (
          <Button variant="primary" onClick={() => change(false)}>
            {t('close')}
          </Button>
        )
      }
    >
      {sentTo === null ? (
        <EmailForm hasPassword={hasPassword} onSent={setSentTo} />
      ) : (
        <Callout tone="success" live>
          {t('emailSent', { email: sentTo })}
        </Callout>
      )}
    </Dialog>
  )
}

function EmailForm({ hasPassword, onSent }: { hasPassword: boolean; onSent: (email: string) => void }) {
  const t = useTranslations('account')
  const refusalText = useAccountRefusal()
  const [refusal, submit, pending] = useActionState<ActionRefusal | null, FormData>(async (_, form) => {
    const result = await callAction(changeEmail(form))
    if (!result.ok) return result
    onSent(String(form.get('email') ?? ''))
    return null
  }, null)
  const errors = useFieldErrors(refusal, types)
  return (
    <Form action={submit} errors={errors} className="flex flex-col gap-4">
      {refusal && !pending && (
        <Callout tone="danger" live>
          {refusalText(refusal)}
        </Callout>
      )}
      <Field name="email" label={t('newEmail')} required hideMark>
        <Input name="email" inputMode="email" autoComplete="email" autoCapitalize="none" spellCheck={false} />
      </Field>
      {hasPassword && (
        <Field name="password" label={t('currentPassword')} required hideMark>
          <Input name="password" type="password" autoComplete="current-password" maxLength={1000} />
        </Field>
      )}
      <Button type="submit" variant="primary" pending={pending} className="sm:self-end">
        {t('sendLink')}
      </Button>
    </Form>
  )
}
