'use client'

import { useTranslations } from 'next-intl'
import { useActionState, useState } from 'react'
import { callAction } from '@/components/call-action'
import { useFieldErrors, useRefusalText } from '@/components/refusal-text'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import type { ActionRefusal } from '@/lib/web/server-action'
import { requestReset } from '../actions'

const types = new Map([['email', 'email']])

/** Asks where to send the link; what it answers does not tell whether there is such an account. */
export function ResetRequestForm() {
  const t = useTranslations('account.reset')
  const refusalText = useRefusalText()
  const [sentTo, setSentTo] = useState<string | null>(null)
  const [refusal, submit, pending] = useActionState<ActionRefusal | null, FormData>(async (_, form) => {
    const result = await callAction(requestReset(form))
    if (!result.ok) return result
    setSentTo(String(form.get('email') ?? ''))
    return null
  }, null)
  const errors = useFieldErrors(refusal, types)
  if (sentTo !== null) {
    return (
      <Callout tone="success" live className="mt-4" title={t('sentTitle')}>
        {t('sentText', { email: sentTo })}
      </Callout>
    )
  }
  return (
    <Form action={submit} errors={errors} className="flex flex-col gap-4">
      <p className="mb-1 text-base text-ink-soft">{t('intro')}</p>
      {refusal && !pending && (
        <Callout tone="danger" live>
          {refusalText(refusal)}
        </Callout>
      )}
      <Field name="email" label={t('email')} required hideMark>
        <Input
          name="email"
          inputMode="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
        />
      </Field>
      <Button type="submit" variant="primary" pending={pending}>
        {t('send')}
      </Button>
    </Form>
  )
}
