'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { callAction } from '@/components/call-action'
import { useFieldErrors, useRefusalText } from '@/components/refusal-text'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { ActionRefusal } from '@/lib/web/server-action'
import { createKey } from '../actions'
import type { Lifetime } from '../lifetimes'

export function NewKeyForm({ onMade }: { onMade: (key: string) => void }) {
  const t = useTranslations('settings')
  const refusalText = useRefusalText()
  const [refusal, submit, pending] = useActionState<ActionRefusal | null, FormData>(async (_, form) => {
    const result = await callAction(createKey(form))
    if (!result.ok) return result
    onMade(result.data.key)
    return null
  }, null)
  const errors = useFieldErrors(refusal)
  const options: { value: Lifetime; label: string }[] = [
    { value: 'never', label: t('keyExpiryNever') },
    { value: '30', label: t('keyExpiry30') },
    { value: '90', label: t('keyExpiry90') },
    { value: '365', label: t('keyExpiry365') },
  ]
  return (
    <Form action={submit} errors={errors} className="flex flex-col gap-4">
      {refusal && (
        <Callout tone="danger" live>
          {refusal.code === 'limit-reached' ? t('keyLimit') : refusalText(refusal)}
        </Callout>
      )}
      <Field name="name" label={t('keyName')} hint={t('keyNameHint')} required hideMark>
        <Input name="name" autoComplete="off" />
      </Field>
      <Field name="lifetime" label={t('keyExpiry')}>
        <Select name="lifetime" options={options} defaultValue="never" />
      </Field>
      <Button type="submit" variant="primary" pending={pending} className="sm:self-end">
        {t('keyCreate')}
      </Button>
    </Form>
  )
}
