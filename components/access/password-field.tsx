'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

/** As the server checks it. */
const SHORTEST = 10

/** Where a new password is chosen. */
export function PasswordField({ name, label }: { name: string; label: string }) {
  const t = useTranslations('account')
  return (
    <Field
      name={name}
      label={label}
      hint={t('passwordHint', { count: SHORTEST })}
      required
      hideMark
      validate={(value) =>
        typeof value === 'string' && value.length < SHORTEST ? t('passwordShort', { count: SHORTEST }) : null
      }
    >
      <Input name={name} type="password" autoComplete="new-password" maxLength={200} />
    </Field>
  )
}
