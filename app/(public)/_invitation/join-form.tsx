'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useActionState } from 'react'
import { callAction } from '@/components/call-action'
import { useFieldErrors, useRefusalText } from '@/components/refusal-text'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import type { ActionRefusal, ActionResult } from '@/lib/web/server-action'
import { TermsLink } from '../_components/terms-link'

export type JoinFormProps = {
  /** What the invitation is known by: `token` or `invitationId`, and the version of the terms. */
  hidden: Record<string, string>
  action: (form: FormData) => Promise<ActionResult<never>>
  submit: string
  children?: ReactNode
}

const types = new Map([['email', 'email']])

/** One way of accepting an invitation: its fields, the terms, and the button. */
export function JoinForm({ hidden, action, submit, children }: JoinFormProps) {
  const t = useTranslations('invitation')
  const words = useWords()
  const [refusal, send, pending] = useActionState<ActionRefusal | null, FormData>(async (_, form) => {
    // She sits where her clock is; everybody can change it later.
    form.set('timeZone', Intl.DateTimeFormat().resolvedOptions().timeZone)
    const result = await callAction(action(form))
    return result.ok ? null : result
  }, null)
  const errors = useFieldErrors(refusal, types)
  return (
    <Form action={send} errors={errors} className="flex flex-col gap-4">
      {refusal && !pending && (
        <Callout tone="danger" live>
          {words(refusal)}
        </Callout>
      )}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <Field name="terms" validate={(accepted) => (accepted === true ? null : t('termsNeeded'))}>
        <Checkbox
          name="terms"
          label={t.rich('terms', {
            link: (text) => <TermsLink>{text}</TermsLink>,
          })}
        />
      </Field>
      <Button
        type="submit"
        variant="primary"
        pending={pending}
        className="h-auto min-h-control py-1 whitespace-normal"
      >
        {submit}
      </Button>
    </Form>
  )
}

const known = [
  'wrong-account',
  'account-exists',
  'microsoft-required',
  'already-member',
  'wrong-credentials',
  'arrival-expired',
  'not-pending',
  'rate-limited',
] as const

function useWords() {
  const t = useTranslations('invitation')
  const refusalText = useRefusalText()
  return (refusal: ActionRefusal) => {
    if (refusal.code === 'terms-changed') return t('termsChanged')
    const own = known.find((code) => code === refusal.code)
    return own === undefined ? refusalText(refusal) : t(`refused.${own}`)
  }
}
