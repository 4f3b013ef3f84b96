'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { chooseNewPassword } from '@/app/(public)/reset/actions'
import { PasswordField } from '@/components/access/password-field'
import { callAction } from '@/components/call-action'
import { useFieldErrors, useRefusalText } from '@/components/refusal-text'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Form } from '@/components/ui/form'
import type { ActionRefusal } from '@/lib/web/server-action'

/** Opening the link does nothing; the button does. */
export function NewPasswordForm({ token, email }: { token: string; email: string }) {
  const t = useTranslations('account.reset')
  const refusalText = useRefusalText()
  const [refusal, submit, pending] = useActionState<ActionRefusal | null, FormData>(async (_, form) => {
    const result = await callAction(chooseNewPassword(form))
    return result.ok ? null : result
  }, null)
  const errors = useFieldErrors(refusal)
  return (
    <Form action={submit} errors={errors} className="flex flex-col gap-4">
      {refusal && !pending && (
        <Callout tone="danger" live>
          {refusal.code === 'link-dead' ? t('deadText') : refusalText(refusal)}
        </Callout>
      )}
      <input type="hidden" name="token" value={token} />
      {/* Password managers want to know whose password it is. */}
      <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
      <PasswordField name="password" label={t('newPassword')} />
      <Button type="submit" variant="primary" pending={pending}>
        {t('save')}
      </Button>
    </Form>
  )
}
