'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { callAction } from '@/components/call-action'
import { useRefusalText } from '@/components/refusal-text'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import type { ActionRefusal } from '@/lib/web/server-action'
import { signIn } from '../actions'

type SignInFormProps = {
  returnTo: string | undefined
  /** Why an attempt with Microsoft did not succeed. */
  problem: string | null
}

export function SignInForm({ returnTo, problem }: SignInFormProps) {
  const t = useTranslations('signIn')
  const refusalText = useRefusalText()
  const [refusal, submit, pending] = useActionState<ActionRefusal | null, FormData>(async (_, form) => {
    const result = await callAction(signIn(form))
    return result.ok ? null : result
  }, null)
  const message = refusal === null ? problem : words(refusal)
  function words({ code, details }: ActionRefusal): string {
    if (code === 'rate-limited')
      return t('tooMany', { minutes: Math.ceil((details?.retryAfterSeconds ?? 60) / 60) })
    if (code === 'deactivated') return t('deactivated')
    return code === 'offline' || code === 'other' ? refusalText({ code }) : t('refused')
  }
  return (
    <Form action={submit} className="flex flex-col gap-4">
      {message && !pending && (
        <Callout tone="danger" live>
          {message}
        </Callout>
      )}
      {returnTo && <input type="hidden" name="returnTo" value={returnTo} />}
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
      <Field name="password" label={t('password')} required hideMark>
        <Input name="password" type="password" autoComplete="current-password" />
      </Field>
      <Button type="submit" variant="primary" pending={pending} className="mt-1">
        {t('submit')}
      </Button>
    </Form>
  )
}
