'use client'

import { useTranslations } from 'next-intl'
import { useActionState, useMemo } from 'react'
import { PasswordField } from '@/components/access/password-field'
import { callAction } from '@/components/call-action'
import { useFieldErrors, useRefusalText } from '@/components/refusal-text'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import type { ActionRefusal } from '@/lib/web/server-action'
import { setUp } from '../actions'

const types = new Map([['email', 'email']])

export function SetUpForm() {
  const t = useTranslations('setUp')
  const refusalText = useRefusalText()
  const [refusal, submit, pending] = useActionState<ActionRefusal | null, FormData>(async (_, form) => {
    // The administrator sits where her clock is; everybody can change it later.
    form.set('timeZone', Intl.DateTimeFormat().resolvedOptions().timeZone)
    const result = await callAction(setUp(form))
    return result.ok ? null : result
  }, null)
  const wrongFields = useFieldErrors(refusal, types)
  const wrongToken = refusal?.code === 'wrong-token'
  // The same object for the same refusal, as the form asks for.
  const errors = useMemo(
    () => (refusal?.code === 'wrong-token' ? { token: t('wrongToken') } : wrongFields),
    [refusal, wrongFields, t],
  )
  return (
    <Form action={submit} errors={errors} className="flex flex-col gap-4">
      {refusal && !wrongToken && !pending && (
        <Callout tone="danger" live>
          {refusal.code === 'already-set-up' ? t('alreadySetUp') : refusalText(refusal)}
        </Callout>
      )}
      <Field name="token" label={t('token')} required hideMark>
        <Input name="token" autoComplete="off" spellCheck={false} className="font-mono" />
      </Field>
      <Field name="organisationName" label={t('organisationName')} required hideMark>
        <Input name="organisationName" autoComplete="organization" />
      </Field>
      <Field name="name" label={t('name')} required hideMark>
        <Input name="name" autoComplete="name" />
      </Field>
      <Field name="email" label={t('email')} required hideMark>
        <Input
          name="email"
          inputMode="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
        />
      </Field>
      <PasswordField name="password" label={t('password')} />
      <Button type="submit" variant="primary" pending={pending} className="mt-1">
        {t('submit')}
      </Button>
    </Form>
  )
}
