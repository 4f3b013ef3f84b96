'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { callAction } from '@/components/call-action'
import { useFieldErrors, useRefusalText } from '@/components/refusal-text'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { Textarea } from '@/components/ui/textarea'
import type { ActionRefusal } from '@/lib/web/server-action'
import { TermsLink } from '../../_components/terms-link'
import { ask } from '../actions'

const known = [
  'not-connected',
  'already-member',
  'deactivated',
  'already-asked',
  'declined-recently',
  'not-eligible',
  'arrival-expired',
  'microsoft-unavailable',
  'rate-limited',
  'terms-changed',
] as const

/** *Ask to join*, with what the person wants to say to it; asking accepts the terms of that version. */
export function AskForm({ termsVersion }: { termsVersion: string }) {
  const t = useTranslations('join')
  const refusalText = useRefusalText()
  const [refusal, submit, pending] = useActionState<ActionRefusal | null, FormData>(async (_, form) => {
    const result = await callAction(ask(form))
    return result.ok ? null : result
  }, null)
  const errors = useFieldErrors(refusal)
  const words = (given: ActionRefusal) => {
    const own = known.find((code) => code === given.code)
    return own === undefined ? refusalText(given) : t(`refused.${own}`)
  }
  return (
    <Form action={submit} errors={errors} className="flex flex-col gap-4">
      {refusal && !pending && (
        <Callout tone="danger" live>
          {words(refusal)}
        </Callout>
      )}
      <Field name="message" label={t('message')} hint={t('messageHint')}>
        <Textarea name="message" rows={3} maxLength={1000} />
      </Field>
      <input type="hidden" name="termsVersion" value={termsVersion} />
      <p className="text-sm text-ink-soft">
        {t.rich('terms', {
          link: (text) => <TermsLink>{text}</TermsLink>,
        })}
      </p>
      <Button type="submit" variant="primary" pending={pending}>
        {t('ask')}
      </Button>
    </Form>
  )
}
