'use client'

import { useTranslations } from 'next-intl'
import { useActionState, useState } from 'react'
import { PasswordField } from '@/components/access/password-field'
import { callAction } from '@/components/call-action'
import { useFieldErrors } from '@/components/refusal-text'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { notify } from '@/components/ui/toast'
import type { ActionRefusal } from '@/lib/web/server-action'
import { savePassword } from '../actions'
import { useAccountRefusal } from './use-account-refusal'

/** Changes the password, or gives one to somebody who signs in with Microsoft only. */
export function PasswordDialog({ hasPassword, email }: { hasPassword: boolean; email: string }) {
  const t = useTranslations('account')
  const [open, setOpen] = useState(false)
  const title = t(hasPassword ? 'changePassword' : 'setPassword')
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>{title}</Button>}
      title={title}
      description={t('changePasswordText')}
    >
      <PasswordForm hasPassword={hasPassword} email={email} onSaved={() => setOpen(false)} />
    </Dialog>
  )
}

type PasswordFormProps = { hasPassword: boolean; email: string; onSaved: () => void }

function PasswordForm({ hasPassword, email, onSaved }: PasswordFormProps) {
  const t = useTranslations('account')
  const refusalText = useAccountRefusal()
  const [refusal, submit, pending] = useActionState<ActionRefusal | null, FormData>(async (_, form) => {
    const result = await callAction(savePassword(form))
    if (!result.ok) return result
    notify({ title: t('passwordChanged') })
    onSaved()
    return null
  }, null)
  const errors = useFieldErrors(refusal)
  return (
    <Form action={submit} errors={errors} className="flex flex-col gap-4">
      {refusal && !pending && (
        <Callout tone="danger" live>
          {refusalText(refusal)}
        </Callout>
      )}
      <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
      {hasPassword && (
        <Field name="current" label={t('currentPassword')} required hideMark>
          <Input name="current" type="password" autoComplete="current-password" maxLength={1000} />
        </Field>
      )}
      <PasswordField name="next" label={t('newPassword')} />
      <Button type="submit" variant="primary" pending={pending} className="sm:self-end">
        {t('save')}
      </Button>
    </Form>
  )
}
