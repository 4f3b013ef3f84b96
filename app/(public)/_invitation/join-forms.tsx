'use client'

import { useTranslations } from 'next-intl'
import { PasswordField } from '@/components/access/password-field'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { joinAsViewer, joinBySigningIn, joinWithMicrosoft, joinWithPassword } from './actions'
import { JoinForm } from './join-form'

type Known = { hidden: Record<string, string>; organisation: string }

export function MicrosoftJoinForm({ hidden, organisation }: Known) {
  const t = useTranslations('invitation')
  return <JoinForm hidden={hidden} action={joinWithMicrosoft} submit={t('join', { organisation })} />
}

export function ViewerJoinForm({ hidden, organisation, links }: Known & { links: boolean }) {
  const t = useTranslations('invitation')
  const submit = links ? t('joinLink') : t('join', { organisation })
  return <JoinForm hidden={hidden} action={joinAsViewer} submit={submit} />
}

export function NewAccountForm({
  hidden,
  email,
  name,
}: Omit<Known, 'organisation'> & { email: string; name: string }) {
  const t = useTranslations('invitation')
  return (
    <JoinForm hidden={hidden} action={joinWithPassword} submit={t('createAndJoin')}>
      {/* Password managers keep the new password under it. */}
      <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
      <Field name="name" label={t('name')} required hideMark>
        <Input name="name" autoComplete="name" defaultValue={name} />
      </Field>
      <PasswordField name="password" label={t('newPassword')} />
    </JoinForm>
  )
}

export function SignInJoinForm({ hidden, email }: { hidden: Record<string, string>; email: string }) {
  const t = useTranslations('invitation')
  return (
    <JoinForm hidden={hidden} action={joinBySigningIn} submit={t('signInAndJoin')}>
      <Field name="email" label={t('email')} required hideMark>
        <Input
          name="email"
          inputMode="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={email}
        />
      </Field>
      <Field name="password" label={t('password')} required hideMark>
        <Input name="password" type="password" autoComplete="current-password" />
      </Field>
    </JoinForm>
  )
}
