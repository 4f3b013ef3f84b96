'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

/** With what somebody proves once more who she is: part of a form, as `password`. */
export function PresenceProof({ hasPassword }: { hasPassword: boolean }) {
  const t = useTranslations('erasure')
  if (!hasPassword) return <p className="text-sm text-ink-soft">{t('recentSignIn')}</p>
  return (
    <Field name="password" label={t('password')} required hideMark>
      <Input name="password" type="password" autoComplete="current-password" maxLength={1000} />
    </Field>
  )
}
