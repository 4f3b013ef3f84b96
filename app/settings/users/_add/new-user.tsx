'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useActionState, useState } from 'react'
import { usePeopleRefusal } from '@/components/access/use-people-refusal'
import { callAction } from '@/components/call-action'
import { useFieldErrors } from '@/components/refusal-text'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { notify } from '@/components/ui/toast'
import type { ActionRefusal } from '@/lib/web/server-action'
import { defaultProfile, type ProfileOption } from '../_components/profile-option'
import { invite } from './actions'

const types = new Map([['email', 'email']])

/** Invites somebody by any e-mail address (U1). */
export function NewUser({ profiles }: { profiles: readonly ProfileOption[] }) {
  const t = useTranslations('users')
  const [open, setOpen] = useState(false)
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="primary">
          <Plus aria-hidden />
          {t('add.new')}
        </Button>
      }
      title={t('add.new')}
      description={t('add.newText')}
    >
      <NewUserForm profiles={profiles} onInvited={() => setOpen(false)} />
    </Dialog>
  )
}

type NewUserFormProps = { profiles: readonly ProfileOption[]; onInvited: () => void }

function NewUserForm({ profiles, onInvited }: NewUserFormProps) {
  const t = useTranslations('users')
  const refusalText = usePeopleRefusal()
  const [profileId, setProfileId] = useState(defaultProfile(profiles))
  const [refusal, submit, pending] = useActionState<ActionRefusal | null, FormData>(async (_, form) => {
    if (profileId === null) return null
    const [email, name] = [String(form.get('email') ?? ''), String(form.get('name') ?? '')]
    const result = await callAction(invite({ email, name, profileId }))
    if (!result.ok) return result
    notify({ title: t('add.mailed', { email }) })
    onInvited()
    return null
  }, null)
  const errors = useFieldErrors(refusal, types)
  return (
    <Form action={submit} errors={errors} className="flex flex-col gap-4">
      {refusal && (
        <Callout tone="danger" live>
          {refusalText(refusal)}
        </Callout>
      )}
      <Field name="email" label={t('email')} required hideMark>
        <Input name="email" inputMode="email" autoComplete="off" autoCapitalize="none" spellCheck={false} />
      </Field>
      <Field name="name" label={t('add.name')}>
        <Input name="name" autoComplete="off" maxLength={255} />
      </Field>
      <Field label={t('profile')}>
        <Select options={profiles} value={profileId} onValueChange={setProfileId} />
      </Field>
      <Button type="submit" variant="primary" pending={pending} className="sm:self-end">
        {t('add.send')}
      </Button>
    </Form>
  )
}
